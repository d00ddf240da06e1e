using System.Collections.Immutable;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>
/// Submits what the survey found, a batch at a time. What the survivor knows by then is not sent. Which those are is asked and recorded before anything of
/// the batch is sent: after a crash, what it knows besides was sent before it.
/// </summary>
internal sealed class ReplayBatches(IWalRecords wal, IDedupLookup dedup, IPcsSubmission submission, ReplayCall call)
{
    private Dictionary<string, Dictionary<long, ReadOnlyMemory<byte>>> bodies = [];

    /// <summary>Which of the batch, by their place in it, the survivor knows now.</summary>
    public async Task<ImmutableSortedSet<int>> KnownAsync(IReadOnlyList<ReconciledPcs> batch, CancellationToken cancellationToken)
    {
        var known = await dedup.KnowsAsync(call.Survivor, [.. batch.Select(each => each.Id)], cancellationToken);
        return [.. Enumerable.Range(0, batch.Count).Where(at => known[at])];
    }

    /// <summary>The same in the same order, each with its fate.</summary>
    /// <param name="known">Which of them the survivor knew before anything of the batch was sent.</param>
    /// <param name="isAgain">Whether the batch was begun before and broken off.</param>
    public async Task<IReadOnlyList<ReconciledPcs>> SettleAsync(IReadOnlyList<ReconciledPcs> batch, ImmutableSortedSet<int> known, bool isAgain, CancellationToken cancellationToken)
    {
        var before = isAgain ? await dedup.AnswersAsync(call.Survivor, [.. batch.Select(each => each.Id)], cancellationToken) : null;
        var unknown = batch.Where((_, at) => !known.Contains(at) && before?[at] is null).ToList();
        await ReadAsync(unknown.Select(each => each.Segment), cancellationToken);
        var there = unknown.Select(each => (Pcs: each, Body: BodyOf(each))).Where(each => each.Body is not null).ToList();
        var answers = await submission.SubmitAsync(call.Survivor, [.. there.Select(each => each.Body!.Value)], cancellationToken);

        var settled = there.Zip(answers).ToDictionary(each => each.First.Pcs.Id, each => each.First.Pcs with { Fate = each.Second.Fate, Words = each.Second.Words });
        return [.. batch.Select((each, at) => known.Contains(at) ? each with { Fate = PcsFate.Duplicate, Words = $"{call.Survivor} knew it before it was sent" }
            : before?[at] is { } answer ? each with { Fate = answer.Fate, Words = $"{answer.Words}; sent before it broke off" }
            : settled.GetValueOrDefault(each.Id) ?? each with { Fate = PcsFate.Failed, Words = "no longer where it was in the log" })];
    }

    private PcsToSubmit? BodyOf(ReconciledPcs pcs) =>
        bodies[pcs.Segment].TryGetValue(pcs.Offset, out var body) && PcsBody.Read(body) is { } read && read.Id == pcs.Id ? new PcsToSubmit(body, read.Tenant) : null;

    private async Task ReadAsync(IEnumerable<string> segments, CancellationToken cancellationToken)
    {
        var wanted = segments.Distinct().ToList();
        var read = await Task.WhenAll(wanted.Select(async key => bodies.GetValueOrDefault(key)
            ?? (await wal.ReadAsync(call.Failed, key, cancellationToken)).ToDictionary(record => record.Offset, record => record.Body)));
        bodies = wanted.Zip(read).ToDictionary(each => each.First, each => each.Second);
    }
}
