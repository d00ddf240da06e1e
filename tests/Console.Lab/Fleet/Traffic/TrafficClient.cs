using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using DnsClient;
using IncidentConsole.Lab.Fleet.Pcs;

namespace IncidentConsole.Lab.Fleet.Traffic;

/// <summary>One client of the public name. It retries against whatever the name says next, and gives up after three attempts.</summary>
internal sealed class TrafficClient(
    TrafficOptions options, PublicName name, string tenant, PcsFactory documents, Ledger ledger, TrafficShare share, TimeProvider time) : IDisposable
{
    private const int Attempts = 3;

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(1),
        PooledConnectionLifetime = TimeSpan.FromSeconds(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(3),
    };

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Clients / options.PerSecond), time);
        var document = documents.Create();
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (Random.Shared.NextDouble() >= options.Duplicates)
                document = documents.Create();
            for (var attempt = 0; attempt < Attempts && !await TrySubmitAsync(document, attempt > 0, cancellationToken); attempt++)
            {
            }
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<bool> TrySubmitAsync(PcsDocument document, bool again, CancellationToken cancellationToken)
    {
        var region = "none";
        try
        {
            if (await name.ResolveAsync(again, cancellationToken) is not { } address)
                return Failed(region);
            region = options.RegionOf.GetValueOrDefault(address, $"{address}");
            using var response = await http.SendAsync(Request(document, address), cancellationToken);
            if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Accepted))
                return Failed(region);
            ledger.Add(new LedgerEntry(document.PcsId, time.GetUtcNow(), region, (int)response.StatusCode));
            share.Count(region, served: true);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or DnsResponseException
                                          || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return Failed(region);
        }
    }

    private bool Failed(string region)
    {
        share.Count(region, served: false);
        return false;
    }

    private HttpRequestMessage Request(PcsDocument document, IPAddress address)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(document));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, $"http://{address}:{options.Port}/v1/pcs/submit") { Content = content };
        request.Headers.Host = options.Name;
        request.Headers.Add("X-Tenant-Id", tenant);
        return request;
    }
}
