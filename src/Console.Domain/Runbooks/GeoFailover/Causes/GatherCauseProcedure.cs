using System.Collections.Immutable;
using System.Globalization;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Causes;

/// <summary>
/// Writes down what the fleet knows about the failure while it still knows it: traces go back a quarter of an hour, a cluster's events an hour.
/// Reads only, and leads to a suggestion that somebody must state or correct.
/// </summary>
public sealed class GatherCauseProcedure(IClusterWitness clusters, Live<FleetSnapshot> fleet) : IProcedure
{
    public const string ProcedureName = "gather-cause";
    private const string Since = "since";

    public string Name => ProcedureName;

    public CallScope Scope { get; } = new(new CallArgument(Since, ArgumentKind.Moment));

    /// <param name="startedAt">The first failed probe.</param>
    public static ProcedureCall Call(RegionId region, DateTimeOffset startedAt) =>
        new(ProcedureName, region, ImmutableSortedDictionary<string, string>.Empty.Add(Since, startedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)));

    public string Command(ProcedureCall call) => clusters.Command(call.Region);

    public async Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken)
    {
        await run.ReportAsync($"Asking the cluster of {call.Region} for its nodes, pods and events", null);
        var facts = await clusters.LookAsync(call.Region, cancellationToken);
        var startedAt = DateTimeOffset.Parse(call.Arguments[Since], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
        var (cause, evidence) = SuggestedCause.Of(fleet.Current.Region(call.Region), startedAt, facts);
        return ProcedureOutcome.Of(cause.IsKnown, cause, evidence).WithNotAsked(facts.Trouble is null ? 0 : 1);
    }
}
