using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 3.</summary>
internal static class SetSeverity
{
    public static Step Step { get; } = new(3, "severity", "Set severity by divergence and conflicts", "Set severity",
        "By the worse of two shares: keys that one region lacks, and keys with two results. The severity says whether traffic is drained and how soon it must be over.", "severity matrix")
    {
        Checks = [Matrix],
    };

    private static IEnumerable<Evidence> Matrix(StepContext context)
    {
        var threshold = $"the incident is {context.Incident.Severity}";
        // By what was found first: healing it must not make it look small.
        if ((context.Incident.Divergence ?? Disagreements.Fresh(context)) is not { } measured)
        {
            yield return new("By the matrix", Health.Unknown, "not compared yet", threshold, "Redis of both regions", context.Now);
            yield break;
        }
        var severity = SplitBrainSeverity.Of(measured, context.Policy.SplitBrain);
        yield return new("By the matrix", severity == context.Incident.Severity ? Health.Pass : Health.Fail,
            $"{severity}: {Text.Number(measured.Percent)} % divergence, {Text.Number(measured.ConflictPercent)} % conflicts; {SplitBrainSeverity.Duty(severity, context.Policy.SplitBrain)}",
            threshold, "severity matrix of the runbook", measured.MeasuredAt);
    }
}
