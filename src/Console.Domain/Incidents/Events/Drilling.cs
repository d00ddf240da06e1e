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

/// <summary>This real incident went over a drill: what broke the fleet, and what changed it, may have been the drill.</summary>
/// <param name="Drill">Its number.</param>
/// <param name="Scenario">What it had broken; null for a drill by hand.</param>
/// <param name="Left">What stays as the drill had made it.</param>
public sealed record WentOverDrill(int Drill, string? Scenario, ImmutableArray<string> Left) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"ended drill #{Drill}{(Scenario is null ? "" : $" (“{Scenario}”) and its faults")}: what failed or changed before may have been the drill's doing{(Left.IsEmpty ? "" : $". Left as they are: {string.Join("; ", Left)}")}";
}
