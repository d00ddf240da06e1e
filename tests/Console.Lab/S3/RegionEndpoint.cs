using System.Net;
using System.Text;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.S3.Operations;
using IncidentConsole.Lab.S3.Signing;
using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3;

/// <summary>One region's S3, on a port of its own.</summary>
internal sealed partial class RegionEndpoint : IAsyncDisposable
{
    private const long MaxBodyBytes = 256 * 1024 * 1024;

    private readonly WebApplication app;
    private readonly S3Options options;
    private readonly RegionServices services;
    private readonly FaultGate gate;
    private long requests;

    public RegionEndpoint(S3Options options, RegionServices services, FaultBoard faults)
    {
        this.options = options;
        this.services = services;
        gate = new FaultGate(faults, services.Region);
        var builder = WebApplication.CreateSlimBuilder();
        // A filter, because the settings file of the folder it is started in sets a level for everything, and its start would be told twice.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Ports.GetValueOrDefault(services.Region));
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;
        });
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public Uri Address => new(app.Urls.Single());

    public long Requests => Interlocked.Read(ref requests);

    public Task StartAsync(CancellationToken cancellationToken) => app.StartAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        // Tells hanging requests to end; disposing alone would wait for them.
        app.Lifetime.StopApplication();
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        Interlocked.Increment(ref requests);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, app.Lifetime.ApplicationStopping);
        http.Response.Headers.Server = "AmazonS3";
        http.Response.Headers["x-amz-request-id"] = Guid.NewGuid().ToString("N")[..16].ToUpperInvariant();
        http.Response.Headers["x-amz-id-2"] = Convert.ToBase64String(Guid.NewGuid().ToByteArray());
        try
        {
            if (await gate.LetsThroughAsync(http, leaving.Token))
                await RunAsync(http, leaving.Token);
        }
        catch (S3Exception error)
        {
            await ErrorResponse.WriteAsync(http, error, leaving.Token);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await ErrorResponse.WriteAsync(http, S3Errors.EntityTooLarge(), leaving.Token);
        }
        // A client that was killed or cut off in the middle of its content: nobody is there to be answered.
        catch (Exception gone) when (gone is BadHttpRequestException || (gone is OperationCanceledException && leaving.IsCancellationRequested))
        {
            http.Abort();
        }
        catch (Exception error) when (!http.Response.HasStarted)
        {
            LogFailure(app.Logger, error, http.Request.Method, http.Request.Path);
            await ErrorResponse.WriteAsync(http, S3Errors.InternalError(), leaving.Token);
        }
    }

    private async Task RunAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var target = RequestTarget.Of(http);
        var signature = RequestSignature.Verify(http.Request, target, options, services.Time.GetUtcNow());
        if (gate.Denies(http.Request.Method)) throw new S3Exception(403, "AccessDenied", "Access Denied");
        var operation = OperationTable.Find(http.Request, target);
        var payload = await Payload.ReadAsync(http.Request, signature, cancellationToken);
        await operation.RunAsync(new S3Call(http, target, payload, services), cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "S3 {Method} {Path} failed")]
    private static partial void LogFailure(ILogger logger, Exception error, string method, string path);
}
