using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Web.Operations;

/// <summary>A background loop of the console that keeps failing.</summary>
/// <param name="Sentence">What does not happen meanwhile, and why.</param>
/// <param name="Reference">Of the bug, as the log has it; null when the failure was an expected one.</param>
/// <param name="Failures">In a row.</param>
internal sealed record LoopAnswer(string Loop, string Sentence, string? Reference, DateTimeOffset Since, int Failures)
{
    public static LoopAnswer Of(LoopTrouble trouble) => new(trouble.Loop.Name, trouble.Sentence, trouble.Failure.Reference, trouble.Since, trouble.Times);
}
