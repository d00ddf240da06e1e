using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Infra.Backends.EndToEnd;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Backends.Replay;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Readiness;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Backends;

public static class BackendsRegistration
{
    private const int LargestAnswer = 64 * 1024;
    private static readonly TimeSpan LongestReuse = TimeSpan.FromMinutes(1);

    /// <summary>Health checks, the user path, the smoke test, the test of a duplicate, submitting again, and what the end-to-end suite asks of a backend.</summary>
    public static IServiceCollection AddBackends(this IServiceCollection services)
    {
        services.AddChecked<BackendsOptions>(BackendsOptions.Section);
        AddHttp(services, BackendProbes.Http, _ => { });
        AddHttp(services, ReplaySubmission.Http, handler => handler.PooledConnectionLifetime = LongestReuse);
        AddHttp(services, BackendProbes.UserPathHttp, handler => handler.ConnectCallback = DirectedHttp.ConnectAsync);
        AddHttp(services, EndToEndCalls.BurstHttp, handler =>
        {
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(1);
            handler.MaxConnectionsPerServer = RateLimitHolds.Lanes;
        });
        return services
            .AddSingleton<IProbeSet, BackendProbes>()
            .AddSingleton<IProcedure, SmokeTestProcedure>()
            .AddSingleton<IPcsSubmission, ReplaySubmission>()
            .AddSingleton<FreshDedupHits>()
            .AddSingleton<IProcedure, DedupIdempotencyProcedure>()
            .AddSingleton<EndToEndCalls>()
            .AddSingleton<IEndToEndCheck, HealthAnswers>()
            .AddSingleton<IEndToEndCheck, SubmitAccepted>()
            .AddSingleton<IEndToEndCheck, DuplicateAnswersAlike>()
            .AddSingleton<IEndToEndCheck, BadSignatureRefused>()
            .AddSingleton<IEndToEndCheck, BadJsonRefused>()
            .AddSingleton<IEndToEndCheck, TenantsKeptApart>()
            .AddSingleton<IEndToEndCheck, RateLimitHolds>()
            .AddSingleton<IReadinessCheck, ProbeSettings>()
            .AddSingleton(provider => Addresses(provider.GetRequiredService<IOptions<BackendsOptions>>().Value));
    }

    private static Endpoints Addresses(BackendsOptions options) =>
        new([.. options.Regions.Select(region => ($"{region.Key} backend", region.Value.Url)), ("public name", options.UserPath.Url)]);

    private static void AddHttp(IServiceCollection services, string name, Action<SocketsHttpHandler> configure) => services
        .AddHttpClient(name)
        .ConfigureHttpClient(http =>
        {
            http.Timeout = Timeout.InfiniteTimeSpan; // each request has its own time box
            http.MaxResponseContentBufferSize = LargestAnswer;
        })
        .UseSocketsHttpHandler((handler, _) =>
        {
            handler.PooledConnectionLifetime = TimeSpan.Zero; // a pooled connection would go on reaching what new users cannot
            handler.UseProxy = false;
            handler.UseCookies = false;
            handler.AllowAutoRedirect = false;
            configure(handler);
        })
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers(); // the probe loop says what went wrong, once
}
