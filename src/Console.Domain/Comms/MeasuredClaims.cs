using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

namespace IncidentConsole.Domain.Comms;

/// <summary>Claims that are true only when measured.</summary>
internal static class MeasuredClaims
{
    private const int Reroute = 2;
    private const int Errors = 4;

    public static Claim Status(StepContext context)
    {
        if (ReturnClaims.IsReturning(context)) return ReturnClaims.Status(context);
        var traffic = Examine(context, Reroute, RerouteChecks.TrafficId);
        var dns = Examine(context, Reroute, RerouteChecks.DnsId);
        // Once proven it stays so while DNS does: how much of the load comes now is told, not taken for the way it takes.
        if (context.Incident.Step(Reroute) is { Status: StepStatus.Proven, At: { } at } && traffic.Verdict == Health.Fail && dns.Verdict == Health.Pass)
            return new($"Traffic rerouted to {context.Survivor}, proven {Text.Time(at)} UTC; now {traffic.Finding}", Proof.Proven,
                $"{dns.Finding}; {dns.Source}", traffic.ObservedAt);
        return traffic.Verdict switch
        {
            Health.Pass => new($"Traffic rerouted to {context.Survivor}", Proof.Proven, $"{traffic.Finding}; {traffic.Source}, {traffic.Threshold}", traffic.ObservedAt),
            Health.Fail => new($"Traffic to {context.Survivor}: {traffic.Finding}; reroute not yet verified", Proof.NotYetVerified, $"needs {traffic.Threshold}, {traffic.Source}", traffic.ObservedAt),
            _ => new($"Reroute to {context.Survivor} not yet verified", Proof.NotYetVerified, $"{traffic.Finding}, {traffic.Source}", traffic.ObservedAt),
        };
    }

    /// <summary>"No user-facing errors" is never claimed: what users met is what the test requests met.</summary>
    public static Claim Impact(StepContext context)
    {
        var (started, restored) = (context.Incident.StartedAt, context.Incident.Restored);
        // Until service was restored: what goes well afterwards would only thin it out.
        var met = restored?.Impact ?? UserImpact.Of(context.Fleet.UserPath, started, restored?.ProvenAt ?? context.Now);
        var span = restored is null ? $"since {Text.Time(met.First ?? started)} UTC" : $"until service was restored at {Text.Time(restored.ProvenAt)} UTC";
        var without = restored is null ? $" (those from the start, {Text.Time(started)} UTC, are not among them)" : $" (counted from {Text.Time(met.First ?? started)} UTC on, not from the start, {Text.Time(started)} UTC)";
        var users = met.Requests == 0 ? "User-facing errors not yet measured"
            : restored is { NeverFailed: true } && met is { Failed: 0, IsWhole: true } ? $"None of {met.Requests} test requests through the public address failed before service was proven at {Text.Time(restored.ProvenAt)} UTC"
            : $"{met.Failed} of {met.Requests} test requests through the public address failed {span}{(met.IsWhole ? "" : without)}";
        var errors = Examine(context, Errors, MonitorErrors.ErrorsId);
        if (LaterErrors.Of(context.Incident) is { } later) return new($"{users}; {later}; error rate in {context.Survivor} {errors.Finding}", Proof.Contradicted, "test requests through the public address, and error rates", errors.ObservedAt);
        return errors.Verdict != Health.Pass
            ? new($"{users}; error rate in {context.Survivor} not yet verified ({errors.Finding})", Proof.NotYetVerified, $"needs {errors.Threshold}", errors.ObservedAt)
            : new($"{users}; error rate in {context.Survivor} {errors.Finding}", met.IsWhole ? Proof.Proven : Proof.NotYetVerified,
                met.IsWhole ? $"test requests through the public address; {errors.Source}, {errors.Threshold}" : $"this console counted none before {Text.Time(met.First ?? started)} UTC", errors.ObservedAt);
    }

    public static Claim Rto(StepContext context)
    {
        var clock = RtoClock.Of(context.Incident, context.Now);
        if (context.Incident.Restored is not { } restored) return new($"{Text.Clock(clock.Total)} elapsed, service not yet proven restored", Proof.NotYetVerified, "ends with good test requests through the public address in a row", context.Now);
        var within = restored.Rto <= context.Policy.Rto;
        return new($"{restored.Measured}{(within ? "" : ", target missed")}", !within ? Proof.Contradicted : restored.AtLeast ? Proof.NotYetVerified : Proof.Proven, $"{restored.Probes} good test requests in a row, served by {restored.ServedBy}", restored.ProvenAt);
    }

    public static Claim Rpo(StepContext context)
    {
        if (DataLoss.Of(context.Incident) is { } loss)
            return loss.Unreadable > 0
                ? new(loss.Words, Proof.NotYetVerified, "reconciliation, id by id", context.Now)
                : loss.Lost == 0 && loss.Rpo <= context.Policy.Rpo
                ? new(loss.Words, Proof.Proven, "reconciliation, id by id", context.Now)
                : new($"{loss.Words}{(loss.Rpo <= context.Policy.Rpo ? "" : ": target missed")}", Proof.Contradicted, "reconciliation, id by id", context.Now);
        return Exposure(WalExposure.Lost(context), context);
    }

    private static Claim Exposure(WalExposure exposure, StepContext context)
    {
        if (exposure is { Lag: { Failed: > 0 } lag, ShipsNothing: false })
            return new($"{exposure.Words}; {lag.Failed} of the newest {lag.Asked} segments FAILED to replicate", Proof.Contradicted, "replication status", lag.ObservedAt);
        return exposure.Judge(context.Policy.Rpo) switch
        {
            Health.Pass => new(exposure.Words, Proof.Proven, "heartbeat in the survivor's bucket", exposure.Lag?.ObservedAt),
            Health.Fail => new($"{exposure.Words}: target missed", Proof.Contradicted, "heartbeat in the survivor's bucket", exposure.Lag?.ObservedAt),
            _ => new("not yet measured", Proof.NotYetVerified, exposure.Words, exposure.Lag?.ObservedAt),
        };
    }

    public static Claim WalLag(StepContext context)
    {
        var rpo = Exposure(WalExposure.Of(context), context);
        return rpo with { Text = $"WAL replication lag: {rpo.Text}{(rpo.Proof == Proof.Proven ? " (within RPO)" : "")}" };
    }

    public static Claim HealthChecks(StepContext context)
    {
        var failing = context.FailedState.VantagePoints.Values.Where(vantage => vantage.HealthAt(context.Now) == Health.Fail).ToList();
        var verdict = context.FailedState.Verdict;
        // A verdict stands until it is judged anew; the vantage points may have gone silent by then.
        return verdict.Value == Verdict.Down && failing.Count > 0
            ? new($"{context.Failed} unhealthy since {Text.Time(context.Incident.StartedAt)} UTC: {failing.Count} of {verdict.Of} independent checks agree", Proof.Proven, string.Join(", ", failing.Select(vantage => vantage.Name)), failing.Max(vantage => vantage.Last.ObservedAt))
            : RegionState(context);
    }

    /// <summary>That DNS moved once is on the timeline; that it still answers so is asked anew.</summary>
    public static Claim Dns(StepContext context)
    {
        var answer = Examine(context, Reroute, RerouteChecks.DnsId);
        if (ReturnClaims.IsReturning(context)) return new($"DNS leads users to {context.Failed} again, as asked for", Proof.Proven, $"{context.Fleet.Dns!.Authoritative.Count()} name servers asked, {answer.Source}", answer.ObservedAt);
        if (context.Incident is not { Rerouted: { } rerouted, ReroutedAt: { } at })
            return new("DNS change not yet verified at every name server", Proof.NotYetVerified, answer.Finding, answer.ObservedAt);
        return answer.Verdict == Health.Fail
            ? new($"DNS moved to {rerouted.To} at {Text.Time(at)} UTC and answers otherwise now: {answer.Finding}", Proof.Contradicted, answer.Source, answer.ObservedAt)
            : new(rerouted.AlreadySince is { } since ? $"DNS answers {rerouted.To} alone since {Text.Moment(since)} at the latest, before {context.Failed} failed"
                : $"DNS answers {rerouted.To} since {Text.Time(at)} UTC{(rerouted.ByItself ? " (automatic)" : "")}", Proof.Proven, answer.Finding, answer.ObservedAt);
    }

    /// <summary>What is measured, good or bad; only what cannot be seen is not verified.</summary>
    public static Claim RegionState(StepContext context)
    {
        // Of an incident that is over what holds now says nothing.
        if (!context.Incident.IsOpen)
            return context.Incident.Verdicts.TryGetValue(context.Failed, out var then) && then != Verdict.Unknown
                ? new($"{context.Failed} was {then.ToString().ToLowerInvariant()} when it was resolved", Proof.Proven, "this incident", context.Incident.ResolvedAt)
                : new($"state of {context.Failed} not verified when it was resolved", Proof.NotYetVerified, "this incident", context.Incident.ResolvedAt);
        var verdict = context.FailedState.Verdict;
        return verdict.Value == Verdict.Unknown
            ? new($"state of {context.Failed} not yet verified", Proof.NotYetVerified, verdict.Because, context.Fleet.ObservedAt)
            : new($"{context.Failed} is {verdict.Value.ToString().ToLowerInvariant()}", Proof.Proven, verdict.Because, context.Fleet.ObservedAt);
    }

    private static Evidence Examine(StepContext context, int step, string id) =>
        RunbookCatalog.Find(context.Incident.Runbook).Find(step)!.Examine(context).Of(id)
        ?? new Evidence(id, Health.Unknown, $"not measured by the runbook {context.Incident.Runbook}", null, context.Incident.Runbook, context.Now);
}
