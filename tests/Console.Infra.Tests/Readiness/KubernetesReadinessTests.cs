using System.Buffers.Text;
using System.Text;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Kubernetes;
using IncidentConsole.Infra.Tests.Kubernetes;

namespace IncidentConsole.Infra.Tests.Readiness;

public class KubernetesReadinessTests
{
    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_patch_is_tried_on_the_server_and_nothing_is_kept()
    {
        await using var range = await ClusterRange.StartAsync();
        var before = await range.ReadAsync();

        var finding = await range.Check("kubernetes-dry-run").CheckAsync(Ends);

        Assert.Equal((Health.Pass, "eu-west: patch of fractal-lba/backend accepted, nothing kept"), (finding.Verdict, finding.Detail));
        Assert.True((await range.ReadAsync()).IsSameAs(before));
    }

    [Fact]
    public async Task An_account_that_may_not_patch_fails_in_the_servers_words()
    {
        await using var range = await ClusterRange.StartAsync();
        range.Fault("kubernetes-deny");

        var finding = await range.Check("kubernetes-dry-run").CheckAsync(Ends);

        Assert.Equal(Health.Fail, finding.Verdict);
        Assert.Contains("cannot", finding.Detail, StringComparison.Ordinal);
        Assert.Contains("patch deployments in fractal-lba", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_that_does_not_answer_is_unknown()
    {
        await using var range = await ClusterRange.StartAsync(("Kubernetes:RequestTimeout", "00:00:00.5000000"));
        range.Fault("kubernetes-hang");

        Assert.Equal(Health.Unknown, (await range.Check("kubernetes-dry-run").CheckAsync(Ends)).Verdict);
    }

    [Fact]
    public async Task A_token_says_itself_when_it_ends_or_nobody_knows()
    {
        Assert.Equal(Health.Unknown, await TokenAsync("range-token"));
        Assert.Equal(Health.Pass, await TokenAsync(Token(TimeSpan.FromDays(15))));
        Assert.Equal(Health.Fail, await TokenAsync(Token(TimeSpan.FromDays(13))));
        Assert.Equal(Health.Unknown, await TokenAsync("a.b.c"));
    }

    private static string Token(TimeSpan lasts) =>
        $"e30.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{{\"exp\":{(TimeProvider.System.GetUtcNow() + lasts).ToUnixTimeSeconds()}}}"))}.c2ln";

    private static async Task<Health> TokenAsync(string token)
    {
        var options = Microsoft.Extensions.Options.Options.Create(new KubernetesOptions { Regions = new Dictionary<string, ClusterOptions> { ["eu-west"] = new() { Token = token } } });
        return (await new TokensLast(options, new FleetPolicy(), TimeProvider.System).CheckAsync(Ends)).Verdict;
    }
}
