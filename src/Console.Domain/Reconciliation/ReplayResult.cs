using System.Text.Json.Serialization;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>What a WAL replay measured and did. The recovery point of reviews, messages and items is read from here.</summary>
/// <param name="Loss">Over all replays of the incident.</param>
/// <param name="Records">Records of the log that were looked at; null in what was stored before there were results.</param>
/// <param name="Unsent">Of those the survivor lacks, how many were not submitted.</param>
/// <param name="LastFailure">The survivor's answer to the last one that failed; null when none did.</param>
[StoredAs("wal-replay")]
public sealed record ReplayResult(
    DataLoss Loss, long? Records, long New, long Escalated, long Duplicate, long Refused, long Failed, long Malformed, long ToSend, long Unsent, string? LastFailure) : ProcedureResult
{
    /// <summary>Nothing is lost, nothing was unreadable, and nothing is left to submit.</summary>
    [JsonIgnore]
    public bool IsWhole => Loss is { Lost: 0, Unreadable: 0 } && Failed == 0 && Unsent == 0;

    [JsonIgnore]
    public override string Sentence =>
        $"RPO {Loss.Words}; of {Text.Number(Records ?? 0)} records {Text.Number(New)} new, {Text.Number(Escalated)} escalated, {Text.Number(Duplicate)} duplicates{Listed}{Left}{Last}";

    /// <summary>Of a replay that has just ended.</summary>
    internal static ReplayResult Of(DataLoss loss, ReplayTally tally, string? lastFailure) => new(
        loss, tally.Records, tally.New, tally.Escalated, tally.Duplicate, tally.Refused, tally.Failed, tally.Malformed, tally.ToSend, tally.ToSend - tally.Done, lastFailure);

    private string Listed => string.Concat(new[] { (Refused, "refused"), (Failed, "failed"), (Malformed, "malformed") }
        .Where(each => each.Item1 > 0).Select(each => $", {Text.Number(each.Item1)} {each.Item2}"));

    private string Left => Unsent > 0 ? $"; {ReplayTally.Left(ToSend, Unsent)}" : "";

    private string Last => LastFailure is null ? "" : $"; the last that failed: {LastFailure}";
}
