using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>
/// Brings what a failed region had logged and the survivor never got into the survivor (runbook 4.2). First it lists what is lacking, which is kept as
/// evidence, then it submits that, straight to the survivor's own endpoint; the survivor's dedup makes it safe to do again.
/// </summary>
public sealed class WalReplayProcedure(IWalRecords wal, IDedupLookup dedup, IPcsSubmission submission, IReconciliationReports reports) : IProcedure
{
    private const int BatchSize = 500;
    private const int ListSize = 10_000;
    private const int MostNamed = 100;

    public string Name => ReplayCall.Procedure;

    public string Command(ProcedureCall call)
    {
        var replay = ReplayCall.Of(call);
        return ReplayCommand.Of(wal.Command(replay.Failed, replay.Since), dedup.Command(replay.Survivor), submission.Command(replay.Survivor));
    }

    public async Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken)
    {
        if (submission.Trouble is { } missing) return new(false, missing, []);
        var replay = ReplayCall.Of(call);
        var tally = run.Checkpoint is null ? ReplayTally.Empty : ReplayTally.OfCheckpoint(run.Checkpoint);
        try
        {
            if (run.Checkpoint is null) tally = await SurveyAsync(replay, run, cancellationToken);
            tally = await SubmitAsync(replay, tally, run, cancellationToken);
            return await SumUpAsync(replay, tally, cancellationToken);
        }
        catch (SourceUnavailableException unavailable)
        {
            return new(false, $"{unavailable.Message}; {Left(tally)}", []) { Counts = tally.Counts };
        }
    }

    private async Task<ReplayTally> SurveyAsync(ReplayCall replay, ProcedureRun run, CancellationToken cancellationToken)
    {
        var survey = new ReplaySurvey(wal, dedup, replay);
        await survey.RunAsync((looked, of) => run.ReportAsync(new ProcedureProgress($"Looking for what {replay.Survivor} lacks of {replay.Failed}'s log")
        {
            Done = looked,
            Total = of,
            Counts = survey.Tally.Counts,
        }), cancellationToken);
        foreach (var (list, at) in survey.Found.Chunk(ListSize).Select((list, at) => (list, at)))
            await reports.WriteAsync(replay.Survivor, $"{replay.Folder}found-{at:D6}", list, cancellationToken);

        var trouble = survey.Trouble is null ? "" : $"; what {replay.Failed} had answered is not known ({survey.Trouble})";
        await run.CheckpointAsync(Progress($"{Text.Number(survey.Tally.ToSend)} of {Text.Number(survey.Tally.Records)} records are lacking in {replay.Survivor}{trouble}", survey.Tally));
        return survey.Tally;
    }

    private async Task<ReplayTally> SubmitAsync(ReplayCall replay, ReplayTally tally, ProcedureRun run, CancellationToken cancellationToken)
    {
        var batches = new ReplayBatches(wal, dedup, submission, replay);
        var pending = new List<ReconciledPcs>();
        await foreach (var pcs in reports.ReadAsync(replay.Survivor, $"{replay.Folder}found-", cancellationToken))
            if (pcs.Fate == PcsFate.Pending) pending.Add(pcs);

        var isAgain = tally.Known is not null;
        foreach (var batch in pending.Skip(tally.Done).Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (tally.Known is null)
            {
                tally = tally with { Known = await batches.KnownAsync(batch, cancellationToken) };
                await run.CheckpointAsync(Progress($"Submitting to {replay.Survivor}", tally));
            }
            var settled = await batches.SettleAsync(batch, tally.Known, isAgain, cancellationToken);
            isAgain = false;
            await reports.WriteAsync(replay.Survivor, $"{replay.Folder}sent-{tally.Done:D9}", settled, cancellationToken);
            tally = tally.After(settled);
            await run.CheckpointAsync(Progress($"Submitting to {replay.Survivor}, up to {tally.Segment} at {tally.Offset}", tally));
            // One that fails may be its own fault; a whole batch is the survivor's, and the rest would only fare alike.
            if (settled.All(pcs => pcs.Fate == PcsFate.Failed)) break;
        }
        return tally;
    }

    private async Task<ProcedureOutcome> SumUpAsync(ReplayCall replay, ReplayTally tally, CancellationToken cancellationToken)
    {
        var all = await reports.ReadAsync(replay.Survivor, replay.Incident, cancellationToken);
        var loss = DataLoss.Of(all, replay.Arrived, replay.Down);
        var listed = string.Join("", new[] { (tally.Refused, "refused"), (tally.Failed, "failed"), (tally.Malformed, "malformed") }
            .Where(each => each.Item1 > 0).Select(each => $", {Text.Number(each.Item1)} {each.Item2}"));
        var last = all.LastOrDefault(pcs => pcs.Fate == PcsFate.Failed) is { } failed ? $"; the last that failed: {failed.Words}" : "";
        return new(loss is { Lost: 0, Unreadable: 0 } && tally.Failed == 0 && tally.Done == tally.ToSend,
            $"RPO {loss.Words}; of {Text.Number(tally.Records)} records {Text.Number(tally.New)} new, "
            + $"{Text.Number(tally.Escalated)} escalated, {Text.Number(tally.Duplicate)} duplicates{listed}{(tally.Done < tally.ToSend ? $"; {Left(tally)}" : "")}{last}", Log(all, loss))
        {
            Counts = tally.Counts,
        };
    }

    private static ImmutableArray<string> Log(IReadOnlyList<ReconciledPcs> all, DataLoss loss) =>
    [
        loss.Line,
        // What needs somebody's eyes comes first.
        .. all.OrderBy(pcs => pcs.IsRecovered).Take(MostNamed).Select(pcs => $"{pcs.Fate.ToString().ToLowerInvariant()} {pcs.Id} {pcs.Words} ({pcs.Segment} at {pcs.Offset})"),
        .. all.Count > MostNamed ? [$"… and {Text.Number(all.Count - MostNamed)} more: the whole list is in the reconciliation report"] : Array.Empty<string>(),
    ];

    private static ProcedureProgress Progress(string text, ReplayTally tally) => new(text)
    {
        Done = tally.Done,
        Total = tally.ToSend,
        Counts = tally.Counts,
        Checkpoint = tally.ToCheckpoint(),
    };

    private static string Left(ReplayTally tally) => tally.ToSend == 0 ? "nothing was submitted" : $"{Text.Number(tally.ToSend - tally.Done)} of {Text.Number(tally.ToSend)} are not submitted";
}
