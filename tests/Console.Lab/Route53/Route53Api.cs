using IncidentConsole.Lab.Dns;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Hosting;
using IncidentConsole.Lab.Route53.Health;
using IncidentConsole.Lab.Route53.Operations;
using IncidentConsole.Lab.Route53.Signing;

namespace IncidentConsole.Lab.Route53;

/// <summary>Amazon Route 53's REST API 2013-04-01 for one account, as far as the console and its user's CLI ask.</summary>
public sealed class Route53Api : IAsyncDisposable
{
    private const long MaxBodyBytes = 1_000_000;

    private readonly FaultBoard faults;
    private readonly Route53Options options;
    private readonly Route53Faults apiFaults;
    private readonly SignatureVerifier signatures;
    private readonly WebApplication app;

    public Route53Api(FaultBoard faults, TimeProvider time, Route53Options options)
    {
        this.faults = faults;
        this.options = options;
        apiFaults = new Route53Faults(faults);
        signatures = new SignatureVerifier(time, options);
        Zone = new HostedZone(faults, time, options);
        _ = new ThirdRecord(faults, Zone);
        Health = new HealthChecks(time, options.HealthChecks);
        Answers = new ZoneAnswers(Zone, new RecordChooser(faults, Health));
        app = LoopbackApp.Build(options.Port, MaxBodyBytes);
        app.Use(AnswerAsync);
        MapOperations();
    }

    public HostedZone Zone { get; }
    public HealthChecks Health { get; }

    /// <summary>What the zone's name servers answer; <see cref="AuthoritativeDns"/> puts it on the wire.</summary>
    public ZoneAnswers Answers { get; }

    /// <summary>The endpoint URL; after the start.</summary>
    public Uri Address => LoopbackApp.Address(app);

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
        var api = app.MapGroup("/2013-04-01");
        api.MapGet("/hostedzone", (HttpRequest request) => ListHostedZones.Handle(request, Zone));
        api.MapGet("/hostedzonesbyname", (HttpRequest request) => ListHostedZonesByName.Handle(request, Zone));
        api.MapGet("/hostedzone/{id}", (string id) => GetHostedZone.Handle(id, Zone));
        api.MapGet("/hostedzone/{id}/rrset", (string id, HttpRequest request) => ListResourceRecordSets.Handle(id, request, Zone));
        api.MapPost("/hostedzone/{id}/rrset", (string id, HttpRequest request) =>
            ChangeResourceRecordSets.HandleAsync(id, request, Zone, Health, faults));
        api.MapGet("/change/{id}", (string id) => GetChange.Handle(id, Zone));
        api.MapGet("/healthcheck", (HttpRequest request) => ListHealthChecks.Handle(request, Health));
        api.MapGet("/healthcheck/{id}", (string id) => GetHealthCheck.Handle(id, Health));
        api.MapGet("/healthcheck/{id}/status", (string id) => GetHealthCheckStatus.Handle(id, Health));
        api.MapGet("/testdnsanswer", (HttpRequest request) => TestDnsAnswer.Handle(request, Zone, Answers));
    }

    /// <summary>Around every operation: faults, then the signature, then errors in the service's own form.</summary>
    private async Task AnswerAsync(HttpContext http, RequestDelegate operation)
    {
        if (await apiFaults.IsDeadAsync(http)) return;
        var requestId = Guid.NewGuid().ToString();
        http.Response.Headers["x-amzn-RequestId"] = requestId;
        try
        {
            await signatures.VerifyAsync(http.Request, http.RequestAborted);
            apiFaults.Throttle();
            if (http.GetEndpoint() is null) throw UnknownOperation();
            await operation(http);
            if (http.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false }) throw UnknownOperation();
        }
        catch (Route53Exception error)
        {
            await ErrorXml.Of(error, options.ChangeBatchErrors, requestId).ExecuteAsync(http);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            var error = new Route53Exception(tooLarge.StatusCode, "RequestEntityTooLarge", "The request is larger than 1 MB.");
            await ErrorXml.Of(error, options.ChangeBatchErrors, requestId).ExecuteAsync(http);
        }
    }

    private static Route53Exception UnknownOperation() =>
        new(403, "AccessDenied", "Unable to determine service/operation name to be authorized");
}
