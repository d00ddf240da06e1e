using System.Text;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Infra.Merging;
using IncidentConsole.Infra.Redis.Parity;

namespace IncidentConsole.Infra.Redis.Merge;

/// <summary>
/// A later pass: compares both stores exactly, copies what one of them lacks and lists the conflicts. What is younger than the lag is
/// copied too, since that harms nothing, but is nothing to wait for: while the survivor serves there is always some.
/// </summary>
internal sealed class DeltaPass(MergeRun merge, MergeStores stores, InFlightWindow window)
{
    private const int Batch = 500;

    /// <summary>How many entries older than the lag were missing in either.</summary>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        var (there, back) = (merge.Legs[0], merge.Legs[1]);
        merge.State = merge.State with { Total = merge.State.Done + await stores.SizeAsync(there.From, cancellationToken).ConfigureAwait(false) + await stores.SizeAsync(there.To, cancellationToken).ConfigureAwait(false) };
        await LookedAsync(0).ConfigureAwait(false);
        await using var failed = await stores.OpenAsync(there.From, cancellationToken).ConfigureAwait(false);
        await using var survivor = await stores.OpenAsync(there.To, cancellationToken).ConfigureAwait(false);
        await using var toSurvivor = await stores.ConnectAsync(there.To, cancellationToken).ConfigureAwait(false);
        await using var toFailed = await stores.ConnectAsync(back.To, cancellationToken).ConfigureAwait(false);
        NxWriter[] writers = [new(toSurvivor), new(toFailed)];

        merge.Conflicts = new();
        long old = 0, found = 0;
        // Without the names of the keys, which would grow with the stores: where something differs, they are listed once more.
        await foreach (var difference in new DedupComparison(failed, survivor) { NameBytes = 0, OnLooked = LookedAsync }.RunAsync(cancellationToken).ConfigureAwait(false))
        {
            if (difference is { Left: not null, Right: not null }) AddConflict(difference);
            else
            {
                Copy(difference, writers);
                if (!window.Covers(difference)) old++;
            }
            if (++found % Batch == 0) await EndBatchAsync(writers, cancellationToken).ConfigureAwait(false);
        }
        if (found > 0) await EndBatchAsync(writers, cancellationToken).ConfigureAwait(false);
        (merge.State, merge.Looked) = (merge.State with { Done = merge.State.Done + merge.Looked }, 0);
        return old;
    }

    private Task LookedAsync(long entries)
    {
        merge.Looked = entries;
        return merge.ReportAsync($"comparing {merge.Legs[0].From} and {merge.Legs[0].To}, pass {merge.State.Pass}");
    }

    private void Copy(KeyDifference difference, NxWriter[] writers)
    {
        var life = difference.LeftTtl ?? difference.RightTtl;
        if (life == 0) merge.State = merge.State.Add(MergeOutcomes.Expired, 1);
        else writers[difference.Left is null ? 1 : 0].Add(difference.Key, (difference.Left ?? difference.Right)!, life);
    }

    private void AddConflict(KeyDifference difference) => merge.Conflicts.Add(
        Encoding.UTF8.GetString(difference.Key.AsSpan(DedupKeys.Prefix.Length)), Encoding.UTF8.GetString(difference.Left!), Encoding.UTF8.GetString(difference.Right!));

    private async Task EndBatchAsync(NxWriter[] writers, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        for (var leg = 0; leg < writers.Length; leg++)
        {
            var (written, there) = await EndAsync(writers[leg], cancellationToken).ConfigureAwait(false);
            merge.State = merge.State.Add(MergeOutcomes.Copied(merge.Legs[leg]), written).Add(MergeOutcomes.AlreadyThere, there);
        }
        await merge.ReportEndlessAsync($"copying what differs, pass {merge.State.Pass}").ConfigureAwait(false);
    }

    private async Task<(long Written, long AlreadyThere)> EndAsync(NxWriter writer, CancellationToken cancellationToken)
    {
        try
        {
            return await writer.EndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            merge.Uncounted();
            throw;
        }
    }
}
