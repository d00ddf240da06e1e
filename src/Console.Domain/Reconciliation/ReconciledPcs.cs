using System.Text.Json.Serialization;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>A record of the failed region's log that the survivor did not know, and what became of it.</summary>
/// <param name="Id">Its <c>pcs_id</c>; empty for what is no PCS.</param>
/// <param name="Segment">Key of the segment that holds it.</param>
/// <param name="Offset">Where it begins there, bytes.</param>
/// <param name="WrittenAt">When the failed region logged it; where the record does not say, when its segment was shipped.</param>
/// <param name="WasAnswered">Whether the failed region had answered it, by its own dedup store; null when that could not be asked.</param>
/// <param name="Words">The survivor's answer, or why it was not sent.</param>
public sealed record ReconciledPcs(string Id, PcsFate Fate, string Segment, long Offset, DateTimeOffset WrittenAt, bool? WasAnswered, string Words)
{
    /// <summary>A stretch of the log that could not be read: it may have been a PCS, or several.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>A client had its answer, or may have had it, and the survivor knew nothing of it.</summary>
    [JsonIgnore]
    public bool WasNotReplicated => Id.Length > 0 && WasAnswered != false;

    /// <summary>The survivor answers it now.</summary>
    [JsonIgnore]
    public bool IsRecovered => Fate is PcsFate.New or PcsFate.Duplicate or PcsFate.Escalated;
}

/// <summary>What became of a record; the names are stored in reports.</summary>
public enum PcsFate
{
    /// <summary>To be submitted, not yet done.</summary>
    Pending,

    /// <summary>Submitted and accepted.</summary>
    New,

    /// <summary>The survivor knew it by the time it was to be submitted.</summary>
    Duplicate,

    /// <summary>Submitted and answered 202: kept, with the verdict in words.</summary>
    Escalated,

    /// <summary>Not sent since its id is not that of its contents, or answered with a refusal that trying again does not change.</summary>
    Refused,

    /// <summary>No answer, or errors only, however often it was tried.</summary>
    Failed,

    /// <summary>No record, a torn one, or no PCS.</summary>
    Malformed,
}
