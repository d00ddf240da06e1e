using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Incidents.Events;

/// <summary>What caused the failure, as a person says.</summary>
/// <param name="Suggested">What the console had suggested then; null when it had nothing to suggest.</param>
public sealed record RootCauseStated(string Text, string? Suggested) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"stated the root cause: {Text}{(Text == Suggested ? " (as suggested)" : "")}";
}

/// <summary>When the failed region is to take its share again, and who sees to it.</summary>
/// <param name="Owner">A person or a team, as whoever planned it wrote.</param>
public sealed record RecoveryPlanned(DateTimeOffset Eta, string Owner, string? Note) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"planned the recovery: ETA {Text.Moment(Eta)}, owner {Owner}{(Note is null ? "" : $". {Note}")}";
}

/// <param name="At">When it begins.</param>
/// <param name="Owner">Who leads it.</param>
public sealed record PostMortemScheduled(DateTimeOffset At, string Owner) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"scheduled the post-mortem for {Text.Moment(At)}, led by {Owner}";
}
