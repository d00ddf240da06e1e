using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Attachments;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Review.Recordings;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Infra.Readiness;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IncidentConsole.Web.Tests.Api.Support;

/// <summary>The real app on a free loopback port, over a timeline in memory, a DNS of its own and a fleet the test speaks for.</summary>
internal sealed class TestConsole : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";
    private static readonly string PasswordHash = PasswordHashes.Of(Password);

    private readonly WebApplication app;

    /// <summary>What the consoles of one test share, as replicas share their Postgres.</summary>
    public MemoryEndedSessions Ended { get; private init; } = null!;

    /// <summary>Every security line, as it would be in the log.</summary>
    public SecurityLines Security { get; private init; } = null!;

    private TestConsole(WebApplication app, MemoryLog log, FakeDns dns, FakeDependency store, FakeFaultApi faults) => (this.app, Log, Dns, Store, Faults) = (app, log, dns, store, faults);

    public MemoryLog Log { get; }
    public FakeDns Dns { get; }
    public FakeDependency Store { get; }
    public FakeFaultApi Faults { get; }
    public IServiceProvider Services => app.Services;
    public Live<FleetSnapshot> Fleet => Services.GetRequiredService<Live<FleetSnapshot>>();
    public Uri Address => new(Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static Task<TestConsole> StartAsync(params string[] settings) => StartAsync([], [], settings);

    /// <summary>One more replica, or the same one after a restart: with what the first has kept outside of itself.</summary>
    public static Task<TestConsole> StartAsync(MemoryEndedSessions ended, params string[] settings) => StartAsync(ended, [], [], settings);

    /// <summary>The command line of a console that is only built: the settings of every test, and these, each <c>Key=value</c>.</summary>
    public static string[] Arguments(IEnumerable<string> settings) => [.. Settings, .. settings.Select(setting => $"--{setting}")];

    /// <param name="actuators">Besides the DNS.</param>
    public static Task<TestConsole> StartAsync(IReadOnlyList<IActuator> actuators, IReadOnlyList<IProcedure> procedures,
        params string[] settings) =>
        StartAsync(new MemoryEndedSessions(), actuators, procedures, settings);

    private static async Task<TestConsole> StartAsync(
        MemoryEndedSessions ended, IReadOnlyList<IActuator> actuators, IReadOnlyList<IProcedure> procedures, string[] settings)
    {
        var security = new SecurityLines();
        var log = new MemoryLog(TimeProvider.System);
        var dns = new FakeDns(World.Weighted(50, 50));
        var store = new FakeDependency();
        var faults = new FakeFaultApi();
        var app = ConsoleApp.Build([.. Settings, .. settings.Contains("--settings") ? [] : People, .. settings], builder =>
        {
            // No probe, no listener, no migration: what stands outside is the test's to say.
            foreach (var service in builder.Services.Where(IsOutside).ToList()) builder.Services.Remove(service);
            builder.Services.RemoveAll<IDependency>().AddSingleton<IDependency>(store);
            builder.Services.Replace(ServiceDescriptor.Singleton<IIncidentLog>(log));
            builder.Services.Replace(ServiceDescriptor.Singleton<IFaultApi>(faults));
            builder.Services.Replace(ServiceDescriptor.Singleton<IAttachments>(new MemoryAttachments()));
            builder.Services.Replace(ServiceDescriptor.Singleton<IEndedSessions>(ended));
            builder.Logging.AddProvider(security).AddFilter<SecurityLines>(SecurityLog.Category, LogLevel.Trace);
            builder.Services.RemoveAll<IActuator>().AddSingleton<IActuator>(dns);
            builder.Services.RemoveAll<IProcedure>();
            foreach (var actuator in actuators) builder.Services.AddSingleton(actuator);
            foreach (var procedure in procedures) builder.Services.AddSingleton(procedure);
            builder.Services.Replace(ServiceDescriptor.Singleton<IReconciliationReports, MemoryReports>());
            builder.Services.Replace(ServiceDescriptor.Singleton<IRecordings, MemoryRecordings>());
        });
        await app.StartAsync();
        var console = new TestConsole(app, log, dns, store, faults) { Ended = ended, Security = security };
        console.See(World.EuWest, Health.Pass);
        console.See(World.UsEast, Health.Pass);
        await console.LoadedAsync();
        return console;
    }

    /// <summary>A client with the token of an account: <c>viewer</c>, <c>responder</c>, <c>commander</c>, <c>deputy</c> who may command too; null for nobody.</summary>
    public HttpClient As(string? account)
    {
        var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1), AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };
        if (account is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(account));
        return client;
    }

    public static string Token(string account) => $"{account}-token";

    /// <summary>Every vantage point looks at a region once.</summary>
    public void See(RegionId region, Health result)
    {
        var now = TimeProvider.System.GetUtcNow();
        string[] vantagePoints = ["Route 53 health check", "peer", "this console"];
        Fleet.Update(fleet => fleet.With(vantagePoints.Select(name => new HealthProbe(region, name, result, 1, name, now, TimeSpan.FromMinutes(1), result == Health.Pass ? "200 OK" : "connection refused")
        {
            ByProvider = name == vantagePoints[0],
        }), now));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static bool IsOutside(ServiceDescriptor service) => service.ServiceType == typeof(IHostedService)
        && service.ImplementationType is { IsGenericType: true } host && host.GenericTypeArguments[0].Assembly == typeof(IDependency).Assembly;

    private async Task LoadedAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await foreach (var book in Services.GetRequiredService<IncidentDesk>().Book.WatchAsync(patience.Token))
            if (book.IsLoaded) return;
    }

    private static IEnumerable<string> Settings =>
    [
        "--applicationName", "Console.Web",
        "--contentRoot", AppContext.BaseDirectory,
        "--urls", "http://127.0.0.1:0",
        "--Access:AllowPlainHttp", "true",
        "--Logging:LogLevel:Default", "Warning",
    ];

    private static IEnumerable<string> People =>
    [
        .. Account(0, "viewer"),
        .. Account(1, "responder"),
        .. Account(2, "commander"),
        .. Account(3, "commander", "deputy"),
    ];

    /// <summary>One account, as a test writes it into a settings file.</summary>
    public static Dictionary<string, string> AccountOf(string role, string? name = null, string? passwordHash = null) => new()
    {
        ["Name"] = name ?? role, ["Role"] = role, ["PasswordHash"] = passwordHash ?? PasswordHash,
            ["TokenHash"] = Accounts.TokenHash(Token(name ?? role)),
    };

    private static IEnumerable<string> Account(int at, string role, string? name = null) =>
    [
        $"--Access:Accounts:{at}:Name", name ?? role,
        $"--Access:Accounts:{at}:Role", role,
        $"--Access:Accounts:{at}:PasswordHash", PasswordHash,
        $"--Access:Accounts:{at}:TokenHash", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Token(name ?? role)))),
    ];
}
