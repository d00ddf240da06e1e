using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Infra.Redis.Snapshots;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Redis.Rebuild;

/// <summary>Elects one result for each conflicting key, by the earlier accepted write, and keeps the list with both results. It changes nothing.</summary>
internal sealed class ElectProcedure(IKeptObjects kept, IOptions<RedisOptions> options) : IProcedure
{
    private const int MostNamed = 50;

    public string Name => DedupProcedures.Elect;

    public CallScope Scope { get; } = DedupProcedures.SnapshotScope with { Regions = options.Value.Regions.Keys };

    public string Command(ProcedureCall call) =>
        $"({kept.Command(call.Region, ReadWalsProcedure.ConflictsOf(SnapshotCall.Of(call).Snapshot))}) | jq -c 'if .first.loggedAt and .second.loggedAt then [.first,.second] | sort_by(.loggedAt)[0] else [.first,.second] | sort_by(.storedAt)[0] end'";

    public static string ElectionsOf(string snapshot) => $"split-brain/{snapshot}/elections.jsonl";

    public Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken) => Ending.OfAsync(async () =>
    {
        var of = SnapshotCall.Of(call);
        var conflicts = Lines.Read<Conflict>(await kept.ReadAsync(of.First, ReadWalsProcedure.ConflictsOf(of.Snapshot), cancellationToken).ConfigureAwait(false));
        var elected = conflicts.Select(conflict => Election.Of(conflict, options.Value.Parity.DedupTtl)).OfType<Election>().ToList();
        var undecided = conflicts.ExceptBy(elected.Select(each => each.Conflict.Id), conflict => conflict.Id).ToList();
        await kept.WriteAsync(of.First, ElectionsOf(of.Snapshot), Lines.Of(elected), cancellationToken).ConfigureAwait(false);

        var wins = of.Regions.Select(region => $"{Text.Number(elected.Count(each => each.Winner == region))} of {region}");
        return new ProcedureOutcome(undecided.Count == 0, $"{Text.Number(elected.Count)} elected: {string.Join(", ", wins)}"
            + (undecided.Count == 0 ? "" : $"; {Text.Number(undecided.Count)} undecided: their entries live for ever, so their age tells nothing"),
            [.. undecided.Take(MostNamed).Select(each => $"undecided: {each.Id}"), .. elected.Take(MostNamed).Select(Line)])
        {
            Counts = ImmutableSortedDictionary<string, long>.Empty.Add("elected", elected.Count).Add("undecided", undecided.Count),
        };
    }, cancellationToken);

    private static string Line(Election election) =>
        $"{election.Conflict.Id}: {election.Winner} at {election.At.UtcDateTime:yyyy-MM-dd HH:mm:ss.fff}, before {election.Lost.Region}{(election.IsLogged ? "" : $" by the age of the entries, {Text.Number((election.Lost.StoredAt - election.Won.StoredAt).TotalMilliseconds)} ms apart")}";
}
