using IncidentConsole.Domain.Actions;
using IncidentConsole.Infra.Merging;

namespace IncidentConsole.Infra.WarmStore.Merge;

/// <summary>One leg of one pass: offers every row of one store to the other, page by page.</summary>
/// <param name="youngSince">A row created after this may still be on its way by itself.</param>
internal sealed class WarmLeg(MergeRun merge, WarmTable from, WarmTable to, DateTime youngSince)
{
    private string Text => $"copying what is missing, {merge.Leg}, pass {merge.State.Pass}";

    /// <summary>How many rows older than the lag were missing.</summary>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        if (merge.State.Position is null) await EstimateAsync(cancellationToken);
        long missing = 0;
        var reading = from.ReadAsync(merge.State.Position, cancellationToken);
        try
        {
            while (await reading is { Count: > 0 } page)
            {
                // The next page is on its way while this one is written.
                reading = from.ReadAsync(page[^1].Id, cancellationToken);
                var write = await AddAsync(page, cancellationToken);
                Count(page, write);
                missing += page.Count(row => write.Copied.Contains(row.Id) && IsOld(row));
                await merge.ReportAsync(Text);
            }
            return missing;
        }
        finally
        {
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // A pause waits for the statement under way, so that what it wrote is counted.
    private async Task<WarmWrite> AddAsync(List<WarmRow> page, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await to.AddAsync(page, CancellationToken.None);
        }
        catch (WarmMergeException failure) when (!failure.IsAnswer)
        {
            merge.Uncounted();
            throw;
        }
    }

    // A row without a time of its own has no known age.
    private bool IsOld(WarmRow row) => row.Created is null || row.Created < youngSince;

    private void Count(List<WarmRow> page, WarmWrite write)
    {
        var state = (merge.State with { Position = page[^1].Id, Done = merge.State.Done + page.Count }).Add(MergeOutcomes.Copied(merge.Leg), write.Copied.Count);
        // What later passes find there is what earlier ones have counted.
        merge.State = state.Pass > 1 ? state : state
            .Add(MergeOutcomes.AlreadyThere, page.Count - write.Copied.Count - write.Expired)
            .Add(MergeOutcomes.Expired, write.Expired);
        // The way back sees the same ones again.
        if (merge.State.Leg == 0)
            foreach (var (id, offered, there) in write.Conflicts) merge.Conflicts.Add(id, offered, there);
    }

    private async Task EstimateAsync(CancellationToken cancellationToken)
    {
        var total = merge.State.Done + await from.EstimateAsync(cancellationToken) + (merge.State.Leg == 0 ? await to.EstimateAsync(cancellationToken) : 0);
        merge.State = merge.State with { Total = total };
    }
}
