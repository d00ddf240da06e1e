using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Tests.Kubernetes;

public class WatchTests
{
    private const string Pods = $"/api/v1/namespaces/{Cluster.Namespace}/pods?labelSelector=app%3Dbackend";

    [Fact]
    public async Task A_watch_from_a_version_tells_what_was_removed_before_it_began()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.RolledOutAsync();
        var list = (await cluster.SendAsync(HttpMethod.Get, Pods)).Body;
        var names = list["items"]!.AsArray().Select(pod => (string)pod!["metadata"]!["name"]!).Order().ToList();
        Assert.Equal(3, names.Count);

        await cluster.PatchAsync("application/merge-patch+json", """{"spec":{"replicas":0}}""");
        await cluster.RolledOutAsync();
        var lines = await cluster.ReadAsync($"{Pods}&watch=true&timeoutSeconds=3&resourceVersion={list["metadata"]!["resourceVersion"]}");

        Assert.Equal(names.Select(name => ("DELETED", name)), Changes(lines).Order());
    }

    [Fact]
    public async Task A_watch_from_now_tells_nothing_of_before()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.RolledOutAsync();
        await cluster.PatchAsync("application/merge-patch+json", """{"spec":{"replicas":0}}""");
        await cluster.RolledOutAsync();
        var now = (await cluster.SendAsync(HttpMethod.Get, Pods)).Body["metadata"]!["resourceVersion"];

        Assert.Empty(Changes(await cluster.ReadAsync($"{Pods}&watch=true&timeoutSeconds=1&resourceVersion={now}")));
    }

    private static IEnumerable<(string, string)> Changes(string lines) => lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonNode.Parse(line)!).Select(change => ((string)change["type"]!, (string)change["object"]!["metadata"]!["name"]!));
}
