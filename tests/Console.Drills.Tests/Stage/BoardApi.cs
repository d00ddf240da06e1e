using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentConsole.Lab.Product;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>The board over HTTP: which of its readings are unknown now.</summary>
internal sealed class BoardApi : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    private const int LooksInARow = 8;
    private readonly HttpClient client;

    public BoardApi(ProductProcess console)
    {
        client = new() { BaseAddress = new Uri(console.Run.Console) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", console.Viewer.Token);
    }

    /// <summary>Waits until exactly these readings are unknown, no more and no fewer, and stay so for several looks.</summary>
    public async Task UnknownAreAsync(params string[] expected)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var wanted = expected.Order(StringComparer.Ordinal).ToList();
        for (var inARow = 0; inARow < LooksInARow;)
        {
            var unknown = await UnknownAsync(cancellationToken);
            inARow = unknown.SequenceEqual(wanted) ? inARow + 1 : 0;
            if (inARow == 0 && patience.IsCancellationRequested) Assert.Equal(wanted, unknown);
            await Task.Delay(Again, TimeProvider.System, cancellationToken);
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<IReadOnlyList<string>> UnknownAsync(CancellationToken cancellationToken)
    {
        var board = await client.GetFromJsonAsync<JsonElement>("/api/v1/board", cancellationToken);
        return [.. Readings(board).Where(reading => reading.IsUnknown).Select(reading => reading.Name).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<(string Name, bool IsUnknown)> Readings(JsonElement board)
    {
        foreach (var region in All(board, "regions"))
        {
            foreach (var signal in All(region, "signals")) yield return ($"{Text(region, "id")} {Text(signal, "signal")}", IsUnknown(signal));
            foreach (var view in All(region.GetProperty("vantagePoints"), "views")) yield return ($"{Text(region, "id")} seen from {Text(view, "name")}", IsUnknown(view));
        }
        foreach (var link in All(board, "links")) yield return ($"lag {Text(link, "from")} to {Text(link, "to")}", IsUnknown(link.GetProperty("walLag")));
        foreach (var pair in All(board.GetProperty("parity"), "pairs")) yield return ("parity", IsUnknown(pair));
        foreach (var share in All(board, "traffic")) yield return ($"traffic {Text(share, "region")}", share.GetProperty("share").ValueKind == JsonValueKind.Null);
        foreach (var kind in All(board.GetProperty("dns"), "servers").GroupBy(server => server.GetProperty("authoritative").GetBoolean()))
            yield return (kind.Key ? "name servers" : "resolvers", kind.Any(IsUnknown));
        yield return ("records", IsUnknown(board.GetProperty("dns").GetProperty("records")));
        yield return ("user path", IsUnknown(board.GetProperty("userPath")));
        foreach (var source in All(board, "alertSources")) yield return ($"alerts {Text(source, "askedIn")}", IsUnknown(source));
    }

    private static bool IsUnknown(JsonElement reading) => Text(reading, "health") == "unknown";

    private static JsonElement.ArrayEnumerator All(JsonElement parent, string name) => parent.GetProperty(name).EnumerateArray();

    private static string Text(JsonElement parent, string name) => parent.GetProperty(name).GetString()!;
}
