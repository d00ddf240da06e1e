namespace IncidentConsole.Domain.Incidents.Unread;

/// <summary>An entry that is on the timeline and not in the incident's state.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Why">What this build cannot read in it.</param>
public sealed record UnreadEntry(long Sequence, string Why);
