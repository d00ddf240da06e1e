using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Infra.Merging;
using IncidentConsole.Infra.Redis.Parity;
using IncidentConsole.Infra.Redis.Resp;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Redis.Merge;

/// <summary>
/// Two dedup stores become one: each gets what only the other has, with what is left of its time to live. Nothing is overwritten, nothing
/// deleted, nothing touched but <c>pcs:*</c>; so it may be stopped, repeated and run while the survivor serves.
/// </summary>
internal sealed class DedupMergeProcedure(IOptions<RedisOptions> options, Live<FleetSnapshot> fleet) : IProcedure
{
    private readonly RedisOptions options = options.Value;

    public string Name => "dedup-merge";

    public CallScope Scope { get; } = DedupProcedures.MergeScope with { Regions = options.Value.Regions.Keys };

    public string Command(ProcedureCall call) => MergeCommand.Of(MergeRun.LegsOf(call), options);

    public async Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken)
    {
        var merge = new MergeRun(call, run);
        try
        {
            return await RunAsync(merge, cancellationToken).ConfigureAwait(false);
        }
        catch (RespException failure) when (!cancellationToken.IsCancellationRequested)
        {
            return merge.Broken(failure.Message);
        }
        catch (Exception stopped) when (cancellationToken.IsCancellationRequested)
        {
            await merge.StoppedAsync().ConfigureAwait(false);
            throw new OperationCanceledException("stopped", stopped, cancellationToken);
        }
    }

    private async Task<ProcedureOutcome> RunAsync(MergeRun merge, CancellationToken cancellationToken)
    {
        var stores = new MergeStores(options);
        for (; merge.State.Pass == 1; await NextAsync(merge).ConfigureAwait(false))
            await new CopyPass(merge, stores).RunAsync(cancellationToken).ConfigureAwait(false);

        while (true)
        {
            var missing = await new DeltaPass(merge, stores, Window(merge.Legs[0])).RunAsync(cancellationToken).ConfigureAwait(false);
            if (missing == 0) return merge.Succeeded();
            if (merge.State.Pass == MergeRun.MostPasses) return merge.NeverSettled(missing);
            merge.State = merge.State.NextPass();
            await merge.CheckpointAsync($"pass {merge.State.Pass}").ConfigureAwait(false);
        }
    }

    private static Task NextAsync(MergeRun merge)
    {
        merge.State = merge.State.Leg == 0 ? merge.State.NextLeg() : merge.State.NextPass();
        return merge.CheckpointAsync(merge.State.Pass == 1 ? $"copied what was missing, {merge.Legs[0]}" : "copied what was missing, both ways");
    }

    private InFlightWindow Window(Link link)
    {
        var lag = fleet.Current.LongerLag(link.From, link.To);
        return new(options.Parity.DedupTtl, lag > options.Parity.InFlight ? lag.Value : options.Parity.InFlight);
    }
}
