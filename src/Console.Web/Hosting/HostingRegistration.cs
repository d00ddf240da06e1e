using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Alerts;
using IncidentConsole.Domain.Comms.Outbox;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Chain;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Review.Recordings;
using IncidentConsole.Domain.Runbooks.GeoFailover.Causes;
using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain.Recount;
using IncidentConsole.Infra.Loops;
using IncidentConsole.Web.Features.Comms;

namespace IncidentConsole.Web.Hosting;

internal static class HostingRegistration
{
    /// <summary>What Domain does by itself, and what keeps it running.</summary>
    public static IServiceCollection AddIncidents(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddEngine()
        .AddLedProcedures()
        .AddChain()
        .AddReview()
        .AddDrills()
        .AddAlertIntake()
        .AddOutbox();

    private static IServiceCollection AddEngine(this IServiceCollection services) => services
        .AddSingleton<IncidentDesk>()
        .AddSingleton<Tools>()
        .AddSingleton<ActionDesk>()
        .AddSingleton<PlanJournal>()
        .AddSingleton<PlanExecutor>()
        .AddSingleton<StopSwitch>()
        .AddLoop<IncidentSync>()
        .AddLoop<ActionRunner>()
        .AddLoop<TimeBoxWatcher>()
        .AddLoop<EvidenceWatcher>();

    // Procedures that only lead what Infra's folders answer.
    private static IServiceCollection AddLedProcedures(this IServiceCollection services) => services
        .AddSingleton<IProcedure, EndToEndProcedure>()
        .AddSingleton<IProcedure, GatherCauseProcedure>()
        .AddSingleton<IProcedure, TrafficRampProcedure>()
        .AddSingleton<IProcedure, WalReplayProcedure>()
        .AddSingleton<IProcedure, RecountProcedure>();

    private static IServiceCollection AddChain(this IServiceCollection services) => services
        .AddSingleton<ChainCheck>()
        .AddLoop<ChainMirror>();

    private static IServiceCollection AddReview(this IServiceCollection services) => services
        .AddSingleton<RunSheet>()
        .AddLoop<Recorder>();

    private static IServiceCollection AddDrills(this IServiceCollection services) => services
        .AddSingleton(provider => new Live<DrillRange>(DrillRange.Of(provider.GetRequiredService<IFaultApi>())))
        .AddSingleton<DrillDesk>()
        .AddLoop<DrillWatcher>();

    private static IServiceCollection AddAlertIntake(this IServiceCollection services) => services
        .AddSingleton(new Live<ReceivedAlerts>(ReceivedAlerts.None))
        .AddLoop<AlertIntake>();

    private static IServiceCollection AddOutbox(this IServiceCollection services) => services
        .AddSingleton<KeptEdits>()
        .AddLoop<MessageSender>();
}
