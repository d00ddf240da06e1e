namespace IncidentConsole.Domain.Incidents;

/// <summary>Something to be done after the incident.</summary>
/// <param name="Number">Sequence of the entry that added it.</param>
/// <param name="By">Who added it.</param>
/// <param name="DoneBy">Null while it is open.</param>
public sealed record ActionItem(long Number, string Text, string Owner, string By, DateTimeOffset At, string? DoneBy = null, DateTimeOffset? DoneAt = null)
{
    public bool IsDone => DoneAt is not null;
}

/// <summary>How an item of the runbook led somebody astray.</summary>
public sealed record Misleading(int Step, string Title, string Text, string By, DateTimeOffset At);
