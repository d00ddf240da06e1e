namespace IncidentConsole.Lab.Faults;

/// <summary>An argument of a fault.</summary>
/// <param name="Name">Its name in the JSON body, such as <c>seconds</c>.</param>
/// <param name="Meaning">What it means, its unit and its default.</param>
/// <param name="Form">What may be given.</param>
public sealed record FaultArgument(string Name, string Meaning, ArgumentForm Form)
{
    /// <summary>The only values allowed; empty when any number or text is.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>It must be given: what happens without it is not what anybody means.</summary>
    public bool IsNeeded { get; init; }
}

/// <summary>The kinds of values an argument takes.</summary>
public enum ArgumentForm
{
    Text,
    Number,
    Choice,
}
