using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Fleet.Pcs;

namespace IncidentConsole.Lab.Fleet.Traffic;

/// <summary>
/// While the regions cannot reach each other: clients that send one id to both, with bodies that get two results, now the one region first and now
/// the other. Each region keeps its own first write; after the partition both are still there.
/// </summary>
internal sealed class ConflictingWrites(FaultBoard faults, TrafficOptions options, PcsFactory documents, PcsSignature signature, Ledger ledger, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    /// <summary>An entry's age is known to the millisecond: two writes in the same one have no first.</summary>
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource stop = new();
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(1) }) { Timeout = TimeSpan.FromSeconds(3) };
    private Task running = Task.CompletedTask;

    public void Start() => running = RunAsync(stop.Token);

    /// <summary>The same id with a dimension that cannot be: one region will have accepted it, the other will not.</summary>
    internal static PcsDocument Contradicting(PcsDocument document, PcsSignature signature) => signature.Sign(document with { DHat = document.DHat + 1 });

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Dispose();
        stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        var (partition, written) = (default(DateTimeOffset), 0);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (faults.Find("partition") is not { } fault) continue;
            if (fault.Since != partition) (partition, written) = (fault.Since, 0);
            if (written >= fault.Number("conflicts", 0)) continue;
            if (await WriteAsync(written, cancellationToken)) written++;
        }
    }

    /// <returns>Whether both regions took their write.</returns>
    private async Task<bool> WriteAsync(int number, CancellationToken cancellationToken)
    {
        var document = documents.Create();
        var regions = options.RegionOf.OrderBy(region => region.Value, StringComparer.Ordinal).Take(2).ToList();
        if (number % 2 == 1) regions.Reverse();
        if (!await SubmitAsync(document, regions[0], cancellationToken)) return false;
        await Task.Delay(Apart, time, cancellationToken);
        return await SubmitAsync(Contradicting(document, signature), regions[1], cancellationToken);
    }

    private async Task<bool> SubmitAsync(PcsDocument document, KeyValuePair<IPAddress, string> region, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{region.Key}:{options.Port}/v1/pcs/submit") { Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(document)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Host = options.Name;
        request.Headers.Add("X-Tenant-Id", options.Tenants[0]);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Accepted)) return false;
            ledger.Add(new LedgerEntry(document.PcsId, time.GetUtcNow(), region.Value, (int)response.StatusCode));
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // A region that is down as well takes no write.
            return false;
        }
    }
}
