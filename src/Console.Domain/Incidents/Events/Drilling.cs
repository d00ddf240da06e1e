using System.Collections.Immutable;

namespace IncidentConsole.Domain.Incidents.Events;

/// <summary>The scenario this drill is about: what broke the fleet, when, by whose hand.</summary>
/// <param name="Faults">In words, in the order they were set.</param>
public sealed record DrillScenarioRan(string Scenario, string Title, string StartedBy, DateTimeOffset StartedAt, ImmutableArray<string> Faults) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"the scenario “{Title}” runs since {Fleet.Text.Time(StartedAt)} UTC, started by {StartedBy}: {string.Join("; ", Faults)}";
}

/// <summary>Every fault of the drill was undone.</summary>
public sealed record DrillFaultsUndone(string Reason) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"ended all faults of the drill: {Reason}";
}

/// <summary>A real incident was declared: the drill is over, whatever it had reached.</summary>
/// <param name="By">Number of the real incident.</param>
/// <param name="Left">What stays as the drill had made it.</param>
public sealed record DrillInterrupted(int By, string Title, ImmutableArray<string> Left) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"the drill is interrupted by incident #{By}, {Title}{(Left.IsEmpty ? "" : $". Left as they are: {string.Join("; ", Left)}")}";
}
