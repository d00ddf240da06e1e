using IncidentConsole.Lab.Channels;
using IncidentConsole.Lab.Cloudflare;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Fleet;
using IncidentConsole.Lab.Fleet.Traffic;
using IncidentConsole.Lab.Route53;
using IncidentConsole.Lab.S3;

namespace IncidentConsole.Lab.Composition;

/// <summary>
/// A whole fleet on this machine, to rehearse on: real Redis, Postgres and Prometheus, backends, load balancers and clients, and S3,
/// Route 53 or Cloudflare, DNS and Kubernetes on the wire. Everything listens on loopback only and dies with the range.
/// </summary>
public sealed partial class RehearsalRange : IAsyncDisposable
{
    /// <summary>What has been started, to be stopped in the opposite order; also when the start fails halfway.</summary>
    private readonly Stack<IAsyncDisposable> parts = [];
    private readonly RangeOptions options;
    private readonly TimeProvider time;
    private readonly RangeFolder folder;

    private RehearsalRange(RangeOptions options, TimeProvider time)
    {
        this.options = options;
        this.time = time;
        folder = RangeFolder.Take(options.Folder);
        Faults = new FaultBoard(time);
        Scenarios = new ScenarioRun(Faults, () => Effects.ApplyAsync(), time) { Pauses = options.ScenarioPauses };
    }

    public FaultBoard Faults { get; }

    public ScenarioRun Scenarios { get; }

    /// <summary>Every address and credential, as written to <c>range.json</c>.</summary>
    public RangeFile File { get; private set; } = null!;

    /// <summary>What the clients were told is in.</summary>
    public Ledger Ledger => traffic.Ledger;

    /// <summary>Where the clients' requests went in the last ten seconds.</summary>
    public TrafficShare Share => traffic.Share;

    /// <summary>In-process view of the buckets, for proofs and seeding.</summary>
    public S3Server S3 { get; private set; } = null!;

    /// <summary>In-process view of the hosted zone, for proofs.</summary>
    public HostedZone Zone => route53?.Zone ?? throw new InvalidOperationException("Cloudflare keeps the zone of this range.");

    /// <summary>The same where Cloudflare keeps it.</summary>
    public CloudflareZone Cloudflare => cloudflare?.Zone ?? throw new InvalidOperationException("Route 53 keeps the zone of this range.");

    /// <summary>Where messages of incidents and drills arrive.</summary>
    public SlackWebhooks Slack { get; private set; } = null!;

    public SmtpSink Mail { get; private set; } = null!;

    internal IReadOnlyList<RegionSite> Sites { get; private set; } = [];

    internal FleetPodHost Pods { get; private set; } = null!;

    internal FaultEffects Effects { get; private set; } = null!;

    /// <exception cref="InvalidOperationException">Something could not be started; the sentence says what and why.</exception>
    /// <exception cref="FileNotFoundException">A program is not installed; the sentence names its package.</exception>
    public static async Task<RehearsalRange> StartAsync(RangeOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var range = new RehearsalRange(options, time);
        try
        {
            await range.StartAsync(cancellationToken);
            return range;
        }
        catch
        {
            await range.DisposeAsync();
            throw;
        }
    }

    /// <summary>Switches a fault on and returns when it has taken effect. The names are those of <see cref="FaultCatalog"/>.</summary>
    public Task BreakAsync(string fault, params (string Name, string Value)[] arguments)
    {
        Faults.Set(fault, arguments.ToDictionary(argument => argument.Name, argument => argument.Value));
        return Effects.ApplyAsync();
    }

    /// <summary>Switches a fault off wherever it is on and returns when that has taken effect.</summary>
    public Task HealAsync(string fault)
    {
        Faults.Clear(fault);
        return Effects.ApplyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Scenarios.Dispose();
        while (parts.TryPop(out var part))
            await part.DisposeAsync();
        folder.Dispose();
    }

    private T Own<T>(T part)
        where T : IAsyncDisposable
    {
        parts.Push(part);
        return part;
    }
}
