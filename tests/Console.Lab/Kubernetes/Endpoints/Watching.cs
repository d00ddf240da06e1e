using System.Text.Json.Nodes;
using IncidentConsole.Lab.Kubernetes.Objects;

namespace IncidentConsole.Lab.Kubernetes.Endpoints;

/// <summary>
/// watch: an open answer with one change a line. It compares what is there with what it has sent, so a watcher that lags sees the newest
/// state, not each one in between; a real one sees them all.
/// </summary>
internal sealed class Watching(TimeProvider time, ObjectStore store, Reading reading)
{
    public static bool IsAsked(HttpRequest request) => request.Query["watch"].ToString() is "true" or "1";

    public async Task StreamAsync(Resource resource, string? ns, HttpContext http)
    {
        var selects = reading.Selection(resource, ns, http.Request);
        using var limit = new CancellationTokenSource(Limit(http.Request), time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, http.RequestAborted);
        http.Response.ContentType = "application/json";
        await http.Response.Body.FlushAsync(ended.Token);

        var sent = Known(resource, selects, http.Request);
        while (!ended.IsCancellationRequested)
        {
            var changed = store.Changed;
            var now = store.List(resource).Items.Where(selects).ToDictionary(item => item.Name());
            foreach (var (type, item) in Differences(sent, now)) await SendAsync(http, type, item, ended.Token);
            sent = now;
            await changed.WaitAsync(ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>What the watcher has seen already: everything up to the version it names, also what was removed before it began to watch.</summary>
    private Dictionary<string, JsonObject> Known(Resource resource, Func<JsonObject, bool> selects, HttpRequest request)
    {
        if (!long.TryParse(request.Query["resourceVersion"], out var version) || version <= 0) return [];
        var known = store.List(resource).Items.Where(selects).Where(item => long.Parse(item.Text("metadata", "resourceVersion")!) <= version).ToDictionary(item => item.Name());
        foreach (var removed in store.RemovedSince(resource, version).Where(selects)) known.TryAdd(removed.Name(), removed);
        return known;
    }

    private static IEnumerable<(string Type, JsonObject Item)> Differences(Dictionary<string, JsonObject> before, Dictionary<string, JsonObject> now)
    {
        foreach (var (name, item) in now)
        {
            if (!before.TryGetValue(name, out var old)) yield return ("ADDED", item);
            else if (!ReferenceEquals(old, item)) yield return ("MODIFIED", item);
        }
        foreach (var (name, item) in before)
            if (!now.ContainsKey(name)) yield return ("DELETED", item);
    }

    private static async Task SendAsync(HttpContext http, string type, JsonObject item, CancellationToken cancellationToken)
    {
        var line = new JsonObject { ["type"] = type, ["object"] = item.DeepClone() };
        await http.Response.WriteAsync(line.ToJsonString() + "\n", cancellationToken);
        await http.Response.Body.FlushAsync(cancellationToken);
    }

    private static TimeSpan Limit(HttpRequest request) =>
        TimeSpan.FromSeconds(int.TryParse(request.Query["timeoutSeconds"], out var seconds) && seconds is > 0 and <= 3600 ? seconds : 1800);
}
