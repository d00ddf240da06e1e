using System.Collections.Immutable;
using System.Globalization;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.WarmStore.Elected;

/// <summary>
/// Writes results row by row, only where the one that was seen still stands. Stopped in the middle, it begins again and knows what it has written
/// itself: what was so already was counted before anything was written, and is its checkpoint.
/// </summary>
internal sealed class WarmWriting(WarmStores stores, ProcedureRun run)
{
    private const int AtOnce = 500;
    private const int MostNamed = 200;

    /// <param name="left">Ids that are left alone, with why.</param>
    /// <param name="wrote">What a written row has become: <c>hold the elected result</c>.</param>
    public async Task<ProcedureOutcome> RunAsync(IReadOnlyCollection<WarmChange> changes, IReadOnlyCollection<string> left, string wrote, CancellationToken cancellationToken)
    {
        var chunks = changes.GroupBy(each => each.Region).SelectMany(region => region.Chunk(AtOnce)).ToList();
        var before = long.TryParse(run.Checkpoint, CultureInfo.InvariantCulture, out var counted) ? counted : await CountAsync(chunks, cancellationToken);
        var (so, refused) = (0L, new List<string>());
        foreach (var some in chunks)
        {
            var became = await stores[some[0].Region].ReplaceAsync(some, cancellationToken);
            so += became.Written.Count + became.Already.Count;
            refused.AddRange(some.Where(each => !became.Written.Contains(each.Id) && !became.Already.Contains(each.Id)).Select(each => $"refused in {each.Region}: {each.Id} holds something else than was seen"));
            await run.ReportAsync(new ProcedureProgress($"Writing rows in {some[0].Region}") { Done = so + refused.Count, Total = changes.Count, Counts = Counts() });
        }
        var counts = Counts();
        return new(refused.Count == 0 && left.Count == 0, $"{Text.Number(counts["written"])} rows {wrote}{(counts["already so"] is > 0 and var already ? $", {Text.Number(already)} did already" : "")}, {Text.Number(refused.Count)} refused"
            + (left.Count > 0 ? $"; {Text.Number(left.Count)} left as they are: nothing was elected for them" : ""), [.. refused.Concat(left).Take(MostNamed)]) { Counts = counts };

        ImmutableSortedDictionary<string, long> Counts() => ImmutableSortedDictionary<string, long>.Empty
            .Add("written", Math.Max(0, so - before)).Add("already so", Math.Min(so, before)).Add("refused", refused.Count).Add("not elected", left.Count);
    }

    private async Task<long> CountAsync(List<WarmChange[]> chunks, CancellationToken cancellationToken)
    {
        var before = 0L;
        foreach (var some in chunks) before += await stores[some[0].Region].CountAsync(some, cancellationToken);
        await run.CheckpointAsync(new("What is so already is counted") { Checkpoint = before.ToString(CultureInfo.InvariantCulture) });
        return before;
    }
}
