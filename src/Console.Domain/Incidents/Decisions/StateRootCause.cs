using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Incidents.Decisions;

/// <summary>Item 11. What the console suggests is no finding: somebody says it. It may be said anew at any time, after the end too.</summary>
public static class StateRootCause
{
    public const int MostCharacters = 2_000;
    private const int MostReasonCharacters = 160;

    /// <param name="suggested">What the console suggests at this moment; kept beside what is stated.</param>
    public static Decision Decide(Incident incident, string? text, string? suggested)
    {
        if (Typed.IsEmpty(text)) return Decision.Refuse("Say what caused it, or that it is not known yet.", RefusalReason.Invalid);
        if (text.Length > MostCharacters) return Decision.Refuse($"The cause is longer than {MostCharacters:#,0} characters. Nothing was cut or kept.", RefusalReason.Invalid);
        var cause = Typed.Clean(text);
        if (incident.RootCause?.What.Text == cause) return Decision.Nothing;
        return Typed.Settling(incident, "root-cause", new RootCauseStated(cause, suggested), $"stated: {Short(cause)}", anew: true);
    }

    // The whole of it is in the statement; the checklist has one line.
    private static string Short(string cause)
    {
        var line = Typed.Line(cause);
        return line.Length <= MostReasonCharacters ? line : line[..MostReasonCharacters] + "…";
    }
}
