using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

namespace IncidentConsole.Domain.Comms;

/// <summary>
/// What the resolution says in hindsight. By then the failed region is back, so what is measured now is not what was: these go by what was
/// recorded while it was down.
/// </summary>
internal static class ResolutionClaims
{
    private const int Reroute = 2;
    private const int Lag = 3;
    private const int Errors = 4;

    /// <summary>"Completed successfully" is the runbook's word for both objectives met.</summary>
    public static Claim Success(StepContext context)
    {
        var open = PostMessage.StillOpen(context.Incident);
        if (open.Count > 0) return new($"not completed: {(open.Count == 1 ? "1 step" : $"{open.Count} steps")} of {RunbookCatalog.Find(context.Incident.Runbook).Phases[^1].Title} still open", Proof.NotYetVerified, $"open: {string.Join(", ", open.Select(item => $"{item.Number} {item.Short}"))}", context.Now);
        Claim[] both = [MeasuredClaims.Rto(context), DataLoss(context)];
        if (LaterErrors.Of(context.Incident) is { } later) return new($"completed; {later}", Proof.Contradicted, "user-path probes and error rates after service was restored", context.Incident.FailingAgainAt ?? context.Incident.ServedAgainAt);
        return both.All(claim => claim.Proof == Proof.Proven) ? new("completed successfully", Proof.Proven, "RTO and RPO measured, both within their targets", context.Now)
            : both.Any(claim => claim.Proof == Proof.Contradicted) ? new("completed, not within every target", Proof.Contradicted, "RTO or RPO missed its target", context.Now)
            : new("completed; that both targets were met is not proven", Proof.NotYetVerified, "RTO or RPO is not measured", context.Now);
    }

    /// <summary>Nothing but this message is left to do.</summary>
    public static bool IsCompleted(StepContext context) => PostMessage.StillOpen(context.Incident).Count == 0;

    /// <summary>Every clock by its name: which of them "the duration" means differs from reader to reader.</summary>
    public static Claim Clocks(StepContext context)
    {
        var incident = context.Incident;
        var end = incident.ResolvedAt ?? context.Now;
        var parts = new List<string> { $"{IncidentStart.Origin(incident)} {Text.Time(incident.StartedAt)}", $"declared {Text.Time(incident.DeclaredAt)}" };
        if (incident.Restored is { } restored) parts.Add($"{(restored.NeverFailed ? "service, which never failed, proven" : "service restored")} {Text.Time(restored.ProvenAt)}");
        parts.Add($"{(incident.IsOpen ? "now" : "resolved")} {Text.Time(end)}");
        return Claim.Fact($"{string.Join(", ", parts)} UTC: {Text.Clock(end - incident.StartedAt)} since the start, {Text.Clock(end - incident.DeclaredAt)} since the declaration");
    }

    /// <summary>The bound while the region was down. That nothing at all was lost only a reconciliation can say, id by id.</summary>
    public static Claim DataLoss(StepContext context)
    {
        if (context.FailedState.Verdict.Value == Verdict.Down || Reconciliation.DataLoss.Of(context.Incident) is not null) return MeasuredClaims.Rpo(context);
        var state = context.Incident.Step(Lag);
        return state.Status switch
        {
            StepStatus.Proven when state.Evidence.Of(CheckWalLag.LagId) is { } lag =>
                new($"{lag.Finding} (measured {Text.Time(lag.ObservedAt)} UTC)", Proof.Proven, $"item {Lag}, {lag.Source}", state.At),
            StepStatus.Failed => new(state.Reason ?? "target missed", Proof.Contradicted, $"item {Lag} failed", state.At),
            _ => new("not measured while the region was down", Proof.NotYetVerified, $"item {Lag} was never proven", state.At),
        };
    }

    /// <summary>What item 2 recorded when it was proven; the runbook's "100 % during the outage" is no measurement.</summary>
    public static Claim TrafficDuring(StepContext context)
    {
        var state = context.Incident.Step(Reroute);
        return state.Status == StepStatus.Proven && state.Evidence.Of(RerouteChecks.TrafficId) is { } traffic
            ? new($"Traffic on {context.Survivor} during the outage: {traffic.Finding}, measured {Text.Time(traffic.ObservedAt)} UTC", Proof.Proven, $"item {Reroute}, {traffic.Source}", traffic.ObservedAt)
            : new($"Traffic on {context.Survivor} during the outage: not proven", Proof.NotYetVerified, $"item {Reroute} is not proven by evidence", state.At);
    }

    /// <summary>"Zero user-facing errors" nobody can measure: what users may have met is the time until service was restored.</summary>
    public static Claim Impact(StepContext context)
    {
        var before = context.Incident.Restored switch
        {
            { NeverFailed: true } => $"DNS had led users to {context.Survivor} alone before the region failed, and no test request through the public address failed",
            { } restored => $"Users may have met errors for {Text.Clock(restored.Rto)}, until service was restored",
            null => "How long users met errors is not measured",
        };
        if (context.Incident.ReturnedFor > TimeSpan.Zero) before += $"; for {Text.Clock(context.Incident.ReturnedFor)} users were led back to {context.Failed} before it was in sync";
        if (LaterErrors.Of(context.Incident) is { } later) return new($"{before}; {later}", Proof.Contradicted, "test requests through the public address, and error rates", context.Incident.FailingAgainAt ?? context.Incident.ServedAgainAt);
        return context.Incident.Restored is not null
            && context.Incident.Step(Errors) is { Status: StepStatus.Proven, At: var at } state && state.Evidence.Of(MonitorErrors.ErrorsId) is { } errors
            ? new($"{before}; then error rate in {context.Survivor} {errors.Finding}, measured {Text.Time(errors.ObservedAt)} UTC", Proof.Proven, $"test requests through the public address; item {Errors}, {errors.Source}", at)
            : new($"{before}; error rate in {context.Survivor} after the reroute not proven", Proof.NotYetVerified, $"item {Errors} is not proven by evidence, or service not proven restored", context.Now);
    }

    public static Claim TrafficNow(StepContext context)
    {
        if (!context.Incident.IsOpen) return Claim.Fact("its share of the traffic is no longer part of this incident");
        var traffic = context.Fleet.Traffic;
        return ReturnClaims.Share(context) is { } share
            ? ReturnClaims.IsNormal(context, share)
                ? new($"it takes {ReturnClaims.Percent(share)} of the traffic", Proof.Proven, traffic!.Source, traffic.ObservedAt)
                : new($"it takes {ReturnClaims.Percent(share)} of the traffic, not its normal {ReturnClaims.Percent(ReturnClaims.Normal(context))}", Proof.Contradicted, traffic!.Source, traffic.ObservedAt)
            : new($"share of traffic of {context.Failed} not measured", Proof.NotYetVerified, traffic?.Detail ?? "not asked", traffic?.ObservedAt);
    }

    /// <summary>How many items stand on evidence, and how many do not, so that nobody takes a word for a proof. Which they are, the review says.</summary>
    public static Claim Standing(StepContext context)
    {
        var own = PostMessage.ItemOf(PostMessage.Name(MessageKind.Resolved));
        var steps = RunbookCatalog.Find(context.Incident.Runbook).Steps.ToLookup(step => context.Incident.Step(step.Number).Status);
        var parts = new List<string> { $"{steps[StepStatus.Proven].Count()} of {steps.Sum(each => each.Count())} steps proven by measurement" };
        Add("on somebody's word", StepStatus.Attested);
        Add("not applicable", StepStatus.NotApplicable);
        Add("skipped", StepStatus.Skipped);
        Add("failed", StepStatus.Failed);
        Add("open", StepStatus.Open, StepStatus.InProgress);
        // Its item settles with this very message.
        if (steps[StepStatus.Open].Concat(steps[StepStatus.InProgress]).Any(step => step.Key == own)) parts.Add("1 with this message");
        return Claim.Fact(string.Join(", ", parts));

        void Add(string word, params StepStatus[] statuses)
        {
            if (statuses.Sum(status => steps[status].Count(step => status is not (StepStatus.Open or StepStatus.InProgress) || step.Key != own)) is > 0 and var count) parts.Add($"{count} {word}");
        }
    }
}
