using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Api.Drills;

/// <param name="Configured">Whether there is a fault API; otherwise drills are run by hand.</param>
/// <param name="Unavailable">Why the fault API could not be asked; null when it could.</param>
/// <param name="Running">The scenario that runs; null when none does.</param>
/// <param name="Faults">Every fault that is on, whoever set it.</param>
/// <param name="Drills">Newest first.</param>
internal sealed record DrillsAnswer(bool Configured, string? Unavailable, IReadOnlyList<Scenario> Scenarios, RunningScenario? Running, IReadOnlyList<string> Faults, IReadOnlyList<ScoreAnswer> Drills)
{
    public static DrillsAnswer Of(DrillRange range, IncidentBook book, FleetPolicy policy) => new(
        range.IsConfigured, range.Unavailable, range.State?.Scenarios ?? [], range.Running, range.State?.Faults ?? [],
        [.. DrillScores.Of(book, policy).Reverse().Select(ScoreAnswer.Of)]);
}

/// <param name="RtoSeconds">Measured; null when the service was never proven to be back.</param>
/// <param name="RpoSeconds">Counted by a replay; null when none was.</param>
/// <param name="Rpo">The same in words, or the bound.</param>
/// <param name="DetectSeconds">From the first fault to the verdict.</param>
/// <param name="DeclareSeconds">From the first fault to the declaration.</param>
internal sealed record ScoreAnswer(
    int Number, string Scenario, DateTimeOffset StartedAt, DrillOutcome Outcome, IReadOnlyList<string> Reasons, double? RtoSeconds, double? RpoSeconds, string Rpo, double? DetectSeconds,
    double DeclareSeconds, int Proven, int Attested, IReadOnlyList<string> WrongTurns)
{
    public static ScoreAnswer Of(DrillScore score) => new(
        score.Number, score.Scenario, score.StartedAt, score.Outcome, score.Reasons, score.Rto?.TotalSeconds, score.Rpo.Loss?.Rpo.TotalSeconds, score.Rpo.Words, score.Detect?.TotalSeconds,
        score.Declare.TotalSeconds, score.Items.Proven, score.Items.Attested, score.WrongTurns);
}
