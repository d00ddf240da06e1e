using System.Globalization;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Comms;

/// <summary>The fields a template may ask for.</summary>
internal static class MessageFields
{
    public static IReadOnlyDictionary<string, Func<StepContext, Claim>> All { get; } = new Dictionary<string, Func<StepContext, Claim>>(SplitBrainClaims.All)
    {
        ["severity"] = context => Claim.Fact(context.Incident.Severity.ToString()),
        ["region"] = context => Claim.Fact(context.Failed.Value),
        ["survivor"] = context => Claim.Fact(context.Survivor.Value),
        ["started"] = StartClaims.Of,
        ["now"] = context => Claim.Fact($"{Day(context.Now)} UTC"),
        ["commander"] = context => Claim.Fact(context.Incident.Commander),
        ["status"] = MeasuredClaims.Status,
        ["impact"] = MeasuredClaims.Impact,
        ["rto-target"] = context => Claim.Fact(Words(context.Policy.Rto)),
        ["rpo-target"] = context => Claim.Fact(Words(context.Policy.Rpo)),
        ["rto"] = MeasuredClaims.Rto,
        ["rpo"] = MeasuredClaims.Rpo,
        ["health-checks"] = MeasuredClaims.HealthChecks,
        ["dns"] = MeasuredClaims.Dns,
        ["wal-lag"] = MeasuredClaims.WalLag,
        ["degraded-mode"] = StepClaims.Degraded,
        ["latch"] = ReturnClaims.Latch,
        ["region-state"] = MeasuredClaims.RegionState,
        ["idempotency"] = context => StepClaims.Of(context, 8, "Dedup idempotency verified"),
        ["wal-consistent"] = context => StepClaims.Of(context, 9, "WAL replication verified consistent"),
        ["parity"] = context => StepClaims.Of(context, 17, "WAL continuity and dedup parity verified both ways"),
        ["root-cause"] = StatedClaims.RootCause,
        ["recovery-plan"] = StatedClaims.RecoveryPlan,
        ["post-mortem"] = StatedClaims.PostMortem,
        ["resolved-mark"] = context => Claim.Fact(ResolutionClaims.IsCompleted(context) ? "✅" : "🟡"),
        ["success"] = ResolutionClaims.Success,
        ["clocks"] = ResolutionClaims.Clocks,
        ["data-loss"] = ResolutionClaims.DataLoss,
        ["traffic-during"] = ResolutionClaims.TrafficDuring,
        ["impact-until-restored"] = ResolutionClaims.Impact,
        ["traffic-now"] = ResolutionClaims.TrafficNow,
        ["standing"] = ResolutionClaims.Standing,
        ["progress"] = StepClaims.Progress,
        ["duration"] = context => Claim.Fact(Text.Span((context.Incident.ResolvedAt ?? context.Now) - context.Incident.StartedAt)),
        ["cadence"] = context => Claim.Fact($"every {context.Policy.UpdateEvery.TotalMinutes.ToString("0", CultureInfo.InvariantCulture)} minutes"),
        ["channel"] = context => Claim.Fact((context.Incident.Kind == IncidentKind.Drill ? context.Policy.DrillMessageTo : context.Policy.MessageTo).Split(',')[0]),
        ["next-update"] = context => Claim.Fact(!context.Incident.IsOpen ? "none, it is over" : $"{(context.Now + context.Policy.UpdateEvery).UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC"),
        ["reference"] = context => Claim.Fact($"#{context.Incident.Number} · chain {HashChain.Short(context.Incident.ChainHead)}"),
    };

    public static IReadOnlySet<string> Names { get; } = All.Keys.ToHashSet();

    internal static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Words(TimeSpan span) => span.TotalSeconds < 60 ? Text.Span(span) : $"{span.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture)} minutes";
}
