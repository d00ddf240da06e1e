namespace IncidentConsole.Domain.Reconciliation;

/// <summary>
/// Finds what the survivor lacks before anything is sent: afterwards nobody could tell. It only reads, so after a crash it is done again.
/// </summary>
internal sealed class ReplaySurvey(IWalRecords wal, IDedupLookup dedup, ReplayCall call)
{
    private const int MostSegments = 16;

    // Of an id that is none: it may be anything a client has sent.
    private const int LongestId = 80;
    private const long MostBytes = 32 * 1024 * 1024;
    private readonly List<ReconciledPcs> found = [];
    private readonly HashSet<string> absent = new(StringComparer.Ordinal);
    private ReplayTally tally = ReplayTally.Empty;

    /// <summary>What is to be submitted and what cannot be, in the order of the log: of the same id only the first.</summary>
    public IReadOnlyList<ReconciledPcs> Found => found;

    public ReplayTally Tally => tally with { ToSend = absent.Count };

    /// <summary>Why it is not known what the failed region had answered; null when it is.</summary>
    public string? Trouble { get; private set; }

    /// <exception cref="SourceUnavailableException">The log or the survivor's store cannot be asked.</exception>
    public async Task RunAsync(Func<int, int, Task> report, CancellationToken cancellationToken)
    {
        var segments = await wal.SegmentsAsync(call.Failed, call.Since, cancellationToken);
        var looked = 0;
        foreach (var portion in Portions(segments))
        {
            var read = await Task.WhenAll(portion.Select(each => wal.ReadAsync(call.Failed, each.Key, cancellationToken)));
            await LookAsync([.. portion.Zip(read).SelectMany(each => each.Second.Select(record => (each.First, record)))], cancellationToken);
            await report(looked += portion.Count, segments.Count);
        }
    }

    private async Task LookAsync(List<(WalSegment Segment, WalRecord Record)> records, CancellationToken cancellationToken)
    {
        var candidates = new List<ReconciledPcs>();
        foreach (var (segment, record) in records)
        {
            if (record.WrittenAt < call.Since) continue;
            tally = tally with { Records = tally.Records + 1 };
            var pcs = new ReconciledPcs("", PcsFate.Malformed, segment.Key, record.Offset, record.WrittenAt ?? segment.WrittenAt,
                WasAnswered: false, record.Defect ?? "no PCS") { IsUnreadable = record.Defect is not null };
            if (record.Defect is not null || PcsBody.Read(record.Body) is not { } body) Keep(pcs);
            else if (body.IsGenuine) candidates.Add(pcs with { Id = body.Id, Fate = PcsFate.Pending, Words = "" });
            else Keep(pcs with { Id = body.Id[..Math.Min(body.Id.Length, LongestId)], Fate = PcsFate.Refused, Words = "not sent: the id is not that of its contents" });
        }
        await AskAsync(candidates, cancellationToken);
    }

    private async Task AskAsync(List<ReconciledPcs> candidates, CancellationToken cancellationToken)
    {
        var known = await dedup.KnowsAsync(call.Survivor, [.. candidates.Select(each => each.Id)], cancellationToken);
        var lacking = candidates.Where((each, at) => !known[at] && absent.Add(each.Id)).ToList();
        tally = tally with { Duplicate = tally.Duplicate + candidates.Count - lacking.Count };
        var answered = await AnsweredAsync(lacking, cancellationToken);
        found.AddRange(lacking.Select((each, at) => each with { WasAnswered = answered?[at] }));
    }

    private async Task<IReadOnlyList<bool>?> AnsweredAsync(List<ReconciledPcs> lacking, CancellationToken cancellationToken)
    {
        if (Trouble is not null) return null;
        try
        {
            return await dedup.KnowsAsync(call.Failed, [.. lacking.Select(each => each.Id)], cancellationToken);
        }
        catch (SourceUnavailableException unavailable)
        {
            Trouble = unavailable.Message;
            return null;
        }
    }

    private void Keep(ReconciledPcs pcs)
    {
        found.Add(pcs);
        tally = tally.With(pcs.Fate);
    }

    private static IEnumerable<List<WalSegment>> Portions(IReadOnlyList<WalSegment> segments)
    {
        var portion = new List<WalSegment>();
        foreach (var segment in segments)
        {
            if (portion.Count == MostSegments || portion.Sum(each => each.Size) + segment.Size > MostBytes && portion.Count > 0)
            {
                yield return portion;
                portion = [];
            }
            portion.Add(segment);
        }
        if (portion.Count > 0) yield return portion;
    }
}
