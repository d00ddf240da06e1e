using IncidentConsole.Infra.Backends;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Dns;
using IncidentConsole.Infra.Drills;
using IncidentConsole.Infra.EndToEnd;
using IncidentConsole.Infra.Kubernetes;
using IncidentConsole.Infra.Notify;
using IncidentConsole.Infra.Postgres;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Prometheus;
using IncidentConsole.Infra.Readiness;
using IncidentConsole.Infra.Redis;
using IncidentConsole.Infra.Templates;
using IncidentConsole.Infra.Wal;
using IncidentConsole.Infra.WarmStore;
using IncidentConsole.Web.Api;
using IncidentConsole.Web.Api.Live;
using IncidentConsole.Web.Components;
using IncidentConsole.Web.Hosting;
using IncidentConsole.Web.Operations;
using IncidentConsole.Web.Proxy;
using IncidentConsole.Web.Security;
using MudBlazor.Services;

namespace IncidentConsole.Web;

/// <summary>The table of contents of the program: what it is made of, in the order it is used.</summary>
public static class ConsoleApp
{
    /// <summary>Exit codes: 0 ended, 2 wrong configuration or usage; those of <see cref="VerifyCommand"/>.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["hash-password", ..]) return PasswordCommand.Run(System.Console.In, System.Console.Out);
        if (args is ["verify", var file]) return VerifyCommand.Run(file, System.Console.Out, System.Console.Error);

        await using var app = Build(args);
        try
        {
            ConfigurationCheck.ThrowIfBad(app.Services);
        }
        catch (BadConfigurationException bad)
        {
            await System.Console.Error.WriteLineAsync(bad.Message);
            return 2;
        }
        await app.RunAsync();
        return 0;
    }

    /// <summary>The same app for production, drills and tests; only configuration differs.</summary>
    /// <param name="adjust">Last word on the services, for tests that put an own store or clock in place.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        // The pages' assets and the settings lie beside the program, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = args.Any(arg => arg.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)) ? null : AppContext.BaseDirectory,
        });
        builder.AddSecurity(SettingsFile.AddTo(builder.Configuration, args));
        builder.Services
            .AddProxy()
            .AddFleetPolicy()
            .AddProbing()
            .AddBackends()
            .AddDns()
            .AddEndToEnd()
            .AddFaultApi()
            .AddKubernetes()
            .AddMessageTemplates()
            .AddNotify()
            .AddPostgres()
            .AddPrometheus()
            .AddReadiness()
            .AddRedis()
            .AddWal()
            .AddWarmStore()
            .AddIncidents()
            .AddOperations()
            .AddApi();
        builder.AddLive();
        builder.AddTelemetry();
        builder.Services.AddMudServices();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.UseProxy();
        app.UseSecurityHeaders();
        // Before the problems of machine paths: those have written their answer by the time this looks.
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseProblems();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapOperations();
        app.MapApi();
        app.MapLive();
        app.MapSignIn();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }
}
