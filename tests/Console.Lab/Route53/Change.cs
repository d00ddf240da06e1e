namespace IncidentConsole.Lab.Route53;

public enum ChangeAction
{
    Create,
    Upsert,
    Delete,
}

/// <summary>One change of a batch.</summary>
public sealed record Change(ChangeAction Action, ResourceRecordSet RecordSet);

/// <summary>A batch that was taken. It is PENDING until every name server has it.</summary>
public sealed record ChangeInfo(string Id, DateTimeOffset SubmittedAt, string? Comment)
{
    public bool IsInSync { get; init; }

    /// <summary>The whole zone as it is once this change is served.</summary>
    internal IReadOnlyList<ResourceRecordSet> Result { get; init; } = [];
}
