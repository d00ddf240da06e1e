namespace IncidentConsole.Lab.Faults;

/// <summary>Faults that belong together: a way regions die.</summary>
/// <param name="Key">The name in <c>PUT /scenarios/{key}</c>.</param>
/// <param name="Effect">What whoever looks will see, in one sentence.</param>
/// <param name="Faults">In the order they are set.</param>
public sealed record Scenario(string Key, string Title, string Effect, IReadOnlyList<ScenarioFault> Faults);

/// <param name="Name">One of <see cref="FaultCatalog"/>.</param>
/// <param name="After">How long after the scenario's start it is set.</param>
public sealed record ScenarioFault(string Name, IReadOnlyDictionary<string, string> Arguments, TimeSpan After)
{
    /// <summary><c>region-down region eu-west</c>.</summary>
    public string Words => string.Join(' ', [Name, .. Arguments.Select(argument => $"{argument.Key} {argument.Value}")]);
}
