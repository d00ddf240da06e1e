using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Recount;

/// <summary>
/// Counts accepted and escalated results in both reconciled stores and holds them against what the backends have counted meanwhile. It reads only.
/// </summary>
public sealed class RecountProcedure(IResultTally stores, IResultCounters counters) : IProcedure
{
    /// <summary>The procedure's name.</summary>
    public const string Key = "recompute-aggregates";

    /// <summary>Counted when the counters do not cover the window: then nothing was compared.</summary>
    public const string NotCovered = "not covered";

    public string Name => Key;

    public CallScope Scope { get; } = RecountCall.Scope;

    public string Command(ProcedureCall call)
    {
        var of = RecountCall.Of(call);
        return string.Join('\n', of.Regions.SelectMany(region => new[] { counters.Command(region, of.From, of.To), stores.Command(region) }));
    }

    public async Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken)
    {
        var of = RecountCall.Of(call);
        var window = $"{Text.Time(of.From)} to {Text.Time(of.To)} UTC";
        var counted = new List<ResultCounts>();
        foreach (var region in of.Regions)
        {
            await run.ReportAsync($"Asking what the backends of {region} have counted", null);
            counted.Add(await counters.RiseAsync(region, of.From, of.To, cancellationToken));
        }
        if (WhyNotCovered(of, counted) is { } why)
            return new(false, $"not known: from {window} the counters do not tell. {why}. Nothing was compared", []) { Counts = ImmutableSortedDictionary<string, long>.Empty.Add(NotCovered, 1) };

        var found = new List<Recounted>();
        foreach (var region in of.Regions)
        {
            ResultTally held;
            try
            {
                held = await stores.CountAsync(region, of.From, of.To, keys => run.ReportAsync($"Counted {Text.Number(keys)} keys of {region}", null), cancellationToken);
            }
            catch (SourceUnavailableException unavailable)
            {
                return new(false, $"{unavailable.Message}. It is safe to run it again.", []);
            }
            if (held.Untold > 0) return new(false, $"{Text.Number(held.Untold)} keys of {region} are no results or live for ever: when they were stored cannot be told", []);
            found.Add(new("accepted", region, held.Accepted, counted[0].Accepted + counted[1].Accepted, of.Conflicts));
            found.Add(new("escalated", region, held.Escalated, counted[0].Escalated + counted[1].Escalated, of.Conflicts));
        }
        return Judge(found, window);
    }

    private static string? WhyNotCovered(RecountCall of, List<ResultCounts> counted)
    {
        if (of.To <= of.From) return "The window is empty";
        var whys = of.Regions.Zip(counted).Select(each => each.Second.Trouble is { } trouble ? trouble
            : each.Second.Broken > 0 ? $"{Text.Number(each.Second.Broken)} backends of {each.First} were started or ended in it: what they had counted is lost"
            : null).OfType<string>().ToList();
        return whys.Count == 0 ? null : string.Join("; ", whys);
    }

    private static ProcedureOutcome Judge(List<Recounted> found, string window)
    {
        var beyond = found.Where(each => !each.IsWithin).ToList();
        return new(beyond.Count == 0, beyond.Count == 0
            ? $"from {window} the stores hold what the backends have counted: {found[0]}; {found[1]}"
            : $"from {window} not what the backends have counted: {string.Join("; ", beyond)}", [.. found.Select(each => each.ToString())])
        {
            Counts = found.ToImmutableSortedDictionary(each => $"{each.Kind} in {each.Region}", each => each.Held),
        };
    }
}
