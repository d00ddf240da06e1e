using System.Collections.Immutable;

namespace IncidentConsole.Domain.Drills;

/// <summary>What the fault API offers, and what runs.</summary>
/// <param name="Running">Null when no scenario runs.</param>
/// <param name="Faults">Every fault that is on now, in words, whoever set it.</param>
public sealed record FaultApiState(ImmutableArray<Scenario> Scenarios, RunningScenario? Running, ImmutableArray<string> Faults);

/// <summary>A way to break the rehearsal fleet.</summary>
/// <param name="Key">Stable: what it is started by.</param>
/// <param name="Faults">What will be set, in order.</param>
public sealed record Scenario(string Key, string Title, string Effect, ImmutableArray<ScenarioFault> Faults);

/// <param name="Words">Name and arguments: <c>region-down region eu-west</c>.</param>
/// <param name="Effect">What whoever looks will see.</param>
/// <param name="After">How long after the start it is set.</param>
public sealed record ScenarioFault(string Words, string Effect, TimeSpan After);

/// <param name="By">Who started it.</param>
public sealed record RunningScenario(string Key, string Title, string By, DateTimeOffset StartedAt, ImmutableArray<string> Faults);
