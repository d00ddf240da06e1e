using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Runbooks.GeoFailover.Causes;
using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;
using IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// Events from before procedures ended with results and evidence had ids (ADR 20), read as what they would be today. This is the one place where a sentence
/// is read back, and it may be, since what it reads is never written again: the wordings below are those of the versions that stored them, and do not follow
/// the wordings of today. Whatever is stored with a result, or with ids, does not come here.
/// </summary>
internal static partial class OldEvents
{
    private const string Measured = "measured: ";

    /// <summary>By the procedure's stored name. Null where nothing decides by such a result, or it says nothing of it.</summary>
    public static ProcedureResult? ResultOf(PlanState plan, string sentence, ImmutableArray<string> log, bool succeeded) => plan.Plan.Procedure switch
    {
        { Name: "wal-replay" } => Replay(plan, log),
        { Name: "traffic-ramp" } call => new RampResult(call.Region, null, [], succeeded ? null : sentence, succeeded ? null : Broken(sentence)),
        { Name: "gather-cause" } => new CauseResult(succeeded, sentence),
        _ => null,
    };

    /// <summary>The pieces other code looks for stood at these places, always.</summary>
    public static ImmutableArray<Evidence> WithIds(string runbook, int step, ImmutableArray<Evidence> evidence) => (runbook, step) switch
    {
        (GeoFailoverRunbook.Key, 2) => Named(evidence, RerouteChecks.TrafficId, RerouteChecks.DnsId),
        (GeoFailoverRunbook.Key, 3) => Named(evidence, CheckWalLag.LagId),
        (GeoFailoverRunbook.Key, 4) => Named(evidence, MonitorErrors.ErrorsId),
        _ => evidence,
    };

    /// <summary>A replay kept what it had measured as a line of its log.</summary>
    private static ReplayResult? Replay(PlanState plan, ImmutableArray<string> log)
    {
        if (log.FirstOrDefault(line => line.StartsWith(Measured, StringComparison.Ordinal)) is not { } line) return null;
        var loss = JsonSerializer.Deserialize<DataLoss>(line[Measured.Length..], JsonSerializerOptions.Web)!;
        var toSend = plan.Total ?? 0;
        return new(loss, null, Count("new"), Count("escalated"), Count("duplicate"), Count("refused"), Count("failed"), Count("malformed"), toSend, toSend - (plan.Done ?? toSend), null);

        long Count(string outcome) => plan.Counts.GetValueOrDefault(outcome);
    }

    /// <summary><c>paused at 50 %: errors in eu-west 3.1 %, limit 1 %</c>.</summary>
    private static GuardId? Broken(string sentence) => Guard().Match(sentence) is not { Success: true } found ? null : new(found.Groups["what"].Value switch
    {
        "errors" => GuardKind.Errors,
        "dedup store" => GuardKind.DedupStore,
        "p95 latency" => GuardKind.Latency,
        _ => GuardKind.DedupHits,
    }, new(found.Groups["region"].Value));

    private static ImmutableArray<Evidence> Named(ImmutableArray<Evidence> evidence, params string[] ids)
    {
        if (evidence.IsDefaultOrEmpty) return evidence;
        var named = evidence.ToBuilder();
        for (var at = 0; at < Math.Min(ids.Length, named.Count); at++) named[at] = named[at] with { Id = named[at].Id ?? ids[at] };
        return named.ToImmutable();
    }

    [GeneratedRegex("^paused at [^:]*: (?<what>errors|dedup store|p95 latency|dedup hits) in (?<region>[^ ]+) ")]
    private static partial Regex Guard();
}
