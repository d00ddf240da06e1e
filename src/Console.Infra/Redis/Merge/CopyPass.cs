using IncidentConsole.Domain.Actions;
using IncidentConsole.Infra.Merging;
using IncidentConsole.Infra.Redis.Parity;
using IncidentConsole.Infra.Redis.Resp;

namespace IncidentConsole.Infra.Redis.Merge;

/// <summary>
/// One leg of the first pass: lists the source once and copies what the destination lacks, a few pages at a time, in memory that does not
/// grow with the stores. Values that both have are not looked at; the comparison that follows does that, and finds what this left out.
/// </summary>
internal sealed class CopyPass(MergeRun merge, MergeStores stores)
{
    // Hides the three round trips of a page behind the listing of the next ones.
    private const int Lanes = 4;

    // A pause lets the pages under way end, so that they are counted; a Redis that is silent does not hold it up longer.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Queue<Task<PageCopy>> underWay = new();

    private string Text => $"copying what is missing, {merge.Leg}, pass {merge.State.Pass}";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var listing = await stores.ConnectAsync(merge.Leg.From, cancellationToken).ConfigureAwait(false);
        await CountTotalAsync(cancellationToken).ConfigureAwait(false);
        var lanes = new List<CopyLane>();
        try
        {
            while (lanes.Count < Lanes) lanes.Add(await stores.LaneAsync(merge.Leg, cancellationToken).ConfigureAwait(false));
            await CopyAsync(listing, lanes, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            foreach (var lane in lanes) await lane.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task CopyAsync(RespConnection listing, List<CopyLane> lanes, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource();
        await using var pause = cancellationToken.Register(() => end.CancelAfter(Grace));
        try
        {
            var pages = 0;
            await foreach (var page in DedupKeys.ScanAsync(listing, merge.State.Position, Lanes + 1, cancellationToken).ConfigureAwait(false))
            {
                if (underWay.Count == Lanes) await TakeAsync().ConfigureAwait(false);
                underWay.Enqueue(lanes[pages++ % Lanes].CopyAsync(page, end.Token));
            }
            while (underWay.Count > 0) await TakeAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            while (underWay.Count > 0) await TakeAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(underWay.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (underWay.Count > 0) merge.Uncounted();
        }
    }

    // In the order of the listing: behind the page that is taken, everything is done.
    private async Task TakeAsync()
    {
        var page = await underWay.Peek().ConfigureAwait(false);
        _ = underWay.Dequeue();
        merge.State = (merge.State with { Position = page.Next, Done = merge.State.Done + page.Keys })
            .Add(MergeOutcomes.Copied(merge.Leg), page.Copied)
            .Add(MergeOutcomes.AlreadyThere, page.AlreadyThere)
            .Add(MergeOutcomes.Expired, page.Expired)
            .Add(MergeOutcomes.Foreign, page.Foreign);
        await merge.ReportAsync(Text).ConfigureAwait(false);
    }

    // Copying, and the comparison that follows. What this leg will add to the other side is not known yet, so the total may grow with the second leg.
    private async Task CountTotalAsync(CancellationToken cancellationToken)
    {
        if (merge.State.Position is not null) return;
        var total = merge.State.Done;
        foreach (var leg in merge.Legs.Skip(merge.State.Leg).Concat(merge.Legs)) total += await stores.SizeAsync(leg.From, cancellationToken).ConfigureAwait(false);
        merge.State = merge.State with { Total = total };
    }
}
