using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Infra.WarmStore.Merge;

namespace IncidentConsole.Infra.WarmStore.Elected;

/// <summary>The warm stores of both regions, for as long as a procedure runs.</summary>
internal sealed class WarmStores(RegionId first, RegionId second, WarmStoreOptions options) : IAsyncDisposable
{
    private readonly WarmTable one = WarmTable.Open(first, options);
    private readonly WarmTable other = WarmTable.Open(second, options);

    public static WarmStores Of(ProcedureCall call, WarmStoreOptions options) => new(call.Region, new(call.Arguments[DedupProcedures.With]), options);

    public RegionId First => first;

    public RegionId Second => second;

    public WarmTable this[RegionId region] => region == first ? one : other;

    /// <summary>Every row of the first, looked up in the second: what only one of them has is no conflict.</summary>
    /// <param name="report">Rows looked at so far.</param>
    public async Task<List<WarmConflict>> ConflictsAsync(Func<long, Task> report, CancellationToken cancellationToken)
    {
        var (conflicts, looked) = (new List<WarmConflict>(), 0L);
        for (string? after = null; await one.ReadAsync(after, cancellationToken) is { Count: > 0 } page; after = page[^1].Id)
        {
            conflicts.AddRange(await other.DifferentAsync(page, cancellationToken));
            await report(looked += page.Count);
        }
        return conflicts;
    }

    /// <summary>How a procedure ends when a store or what was kept cannot be read: with the reason.</summary>
    public static async Task<ProcedureOutcome> EndingAsync(Func<Task<ProcedureOutcome>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("stopped", failure, cancellationToken);
        }
        catch (Exception failure) when (failure is WarmMergeException or SourceUnavailableException)
        {
            return new(false, $"{failure.Message}. It is safe to run it again.", []);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await one.DisposeAsync();
        await other.DisposeAsync();
    }
}
