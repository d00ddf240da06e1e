using IncidentConsole.Lab.Cloudflare.Operations;
using IncidentConsole.Lab.Dns;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Hosting;
using IncidentConsole.Lab.Route53.Health;

namespace IncidentConsole.Lab.Cloudflare;

/// <summary>Cloudflare's v4 API for one account, as far as the console and its user's curl ask.</summary>
public sealed class CloudflareApi : IAsyncDisposable
{
    private const long MaxBodyBytes = 1_000_000;

    private readonly CloudflareOptions options;
    private readonly CloudflareFaults apiFaults;
    private readonly WebApplication app;

    public CloudflareApi(FaultBoard faults, TimeProvider time, CloudflareOptions options)
    {
        this.options = options;
        apiFaults = new CloudflareFaults(faults, options.RetryAfter);
        Health = new HealthChecks(time, options.Monitors);
        Zone = new CloudflareZone(time, options, new Steering(faults, options.Pools, Health));
        Answers = new ZoneAnswers(Zone, new RecordChooser(faults, Health));
        app = LoopbackApp.Build(options.Port, MaxBodyBytes);
        app.Use(AnswerAsync);
        MapOperations();
    }

    public CloudflareZone Zone { get; }
    public HealthChecks Health { get; }

    /// <summary>What the zone's name servers answer; <see cref="AuthoritativeDns"/> puts it on the wire.</summary>
    public ZoneAnswers Answers { get; }

    /// <summary>The service's address with <c>/client/v4</c>; after the start.</summary>
    public Uri Address => new(LoopbackApp.Address(app), "client/v4");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await app.StartAsync(cancellationToken);
        Health.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Health.DisposeAsync();
        await app.DisposeAsync();
    }

    private void MapOperations()
    {
        var zone = app.MapGroup($"/client/v4/zones/{options.ZoneId}");
        zone.MapGet("/dns_records", (HttpRequest request) => ListDnsRecords.Handle(request, Zone));
        zone.MapPost("/dns_records/batch", (HttpRequest request) => BatchDnsRecords.HandleAsync(request, Zone, options.ZoneName, apiFaults));
        zone.MapGet("/load_balancers", (HttpRequest request) => ListLoadBalancers.Handle(request, Zone));
        zone.MapGet("/load_balancers/{id}", (string id) => GetLoadBalancer.Handle(id, Zone));
        zone.MapPatch("/load_balancers/{id}", (string id, HttpRequest request) => PatchLoadBalancer.HandleAsync(id, request, Zone, options.Pools, apiFaults));
        var pools = app.MapGroup($"/client/v4/accounts/{options.AccountId}/load_balancers/pools");
        pools.MapGet("", (HttpRequest request) => ListPools.Handle(request, options.Pools));
        pools.MapGet("/{id}", (string id) => GetPool.Handle(id, options.Pools));
        pools.MapGet("/{id}/health", (string id) => GetPoolHealth.Handle(id, options.Pools, Health));
    }

    /// <summary>Around every operation: the token, then faults, then errors in the service's own form.</summary>
    private async Task AnswerAsync(HttpContext http, RequestDelegate operation)
    {
        try
        {
            Authenticate(http.Request.Headers.Authorization.ToString());
            apiFaults.Throttle();
            if (http.GetEndpoint() is null) throw NoRoute(http.Request.Path);
            await operation(http);
            if (http.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false })
                throw new CloudflareException(405, 10405, "Method not allowed for this authentication scheme");
        }
        catch (CloudflareException error)
        {
            await Envelope.WriteAsync(http, error);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await Envelope.WriteAsync(http, new CloudflareException(tooLarge.StatusCode, 9207, "Request body is too large."));
        }
    }

    private void Authenticate(string header)
    {
        if (header.Length == 0) throw new CloudflareException(400, 9106, "Missing X-Auth-Key, X-Auth-Email or Authorization headers");
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal)) throw new CloudflareException(400, 6003, "Invalid request headers");
        if (header["Bearer ".Length..] != options.ApiToken) throw new CloudflareException(401, 10000, "Authentication error");
    }

    private static CloudflareException NoRoute(string path) => new(404,
        new ApiError(7003, $"Could not route to {path.Replace("/client/v4", "", StringComparison.Ordinal)}, perhaps your object identifier is invalid?"),
        new ApiError(7000, "No route for that URI"));
}
