using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Infra.Merging;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.WarmStore.Merge;

/// <summary>
/// Two warm stores become one, as the dedup merge does it for Redis: each gets the rows only the other has, none is changed or deleted.
/// </summary>
internal sealed class WarmMergeProcedure(IOptions<WarmStoreOptions> options, Live<FleetSnapshot> fleet, TimeProvider time) : IProcedure
{
    private readonly WarmStoreOptions options = options.Value;

    public string Name => "warm-merge";

    public CallScope Scope { get; } = DedupProcedures.MergeScope with { Regions = options.Value.Regions.Keys };

    public string Command(ProcedureCall call) => WarmMergeCommand.Of(MergeRun.LegsOf(call), options);

    public async Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken)
    {
        var merge = new MergeRun(call, run);
        try
        {
            return await RunAsync(merge, cancellationToken);
        }
        catch (WarmMergeException failure) when (!cancellationToken.IsCancellationRequested)
        {
            return merge.Broken(failure.Message);
        }
        catch (Exception stopped) when (cancellationToken.IsCancellationRequested)
        {
            await merge.StoppedAsync();
            throw new OperationCanceledException("stopped", stopped, cancellationToken);
        }
    }

    private async Task<ProcedureOutcome> RunAsync(MergeRun merge, CancellationToken cancellationToken)
    {
        await using var failed = WarmTable.Open(merge.Legs[0].From, options);
        await using var survivor = WarmTable.Open(merge.Legs[0].To, options);
        while (true)
        {
            // Only a pass that saw every row in one go knows all conflicts and that nothing is missing.
            var isWhole = merge.State is { Leg: 0, Position: null };
            merge.Conflicts = new();
            long missing = 0;
            for (; merge.State.Leg < merge.Legs.Length; merge.State = merge.State.NextLeg())
            {
                var (from, to) = merge.State.Leg == 0 ? (failed, survivor) : (survivor, failed);
                missing += await new WarmLeg(merge, from, to, YoungSince(merge.Leg)).RunAsync(cancellationToken);
            }
            if (isWhole && missing == 0) return merge.Succeeded();
            if (merge.State.Pass == MergeRun.MostPasses) return merge.NeverSettled(missing);
            merge.State = merge.State.NextPass();
            await merge.CheckpointAsync($"pass {merge.State.Pass}");
        }
    }

    private DateTime YoungSince(Link link)
    {
        var lag = fleet.Current.LongerLag(link.From, link.To);
        return (time.GetUtcNow() - (lag > options.InFlight ? lag.Value : options.InFlight)).UtcDateTime;
    }
}
