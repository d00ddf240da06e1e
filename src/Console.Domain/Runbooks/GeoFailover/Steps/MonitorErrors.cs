using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 4: watched for a while, on enough traffic; one good sample proves nothing.</summary>
internal static class MonitorErrors
{
    /// <summary>The error rate, among the evidence.</summary>
    public const string ErrorsId = "errors";

    public static Step Step { get; } = new(4, "error-rate", "Monitor error rates in healthy region (target <1%)", "Monitor error rates",
        "Below the limit for a whole minute after the traffic has moved, with enough traffic to judge. The minute begins anew with every sample above it or missing.", "3.1")
    {
        Checks = [context => Errors(context).Select(evidence => evidence with { Id = ErrorsId })],
    };

    private static IEnumerable<Evidence> Errors(StepContext context)
    {
        var now = context.SurvivorState.Read(Signals.Errors, context.Now);
        var title = $"Errors in {context.Survivor}";
        var threshold = $"< {Text.Number(context.Policy.ErrorPercent)} %, {Text.Span(context.Policy.ErrorWatch)}";
        if (now is not { Health: not Health.Unknown, Value: { } percent })
        {
            yield return new(title, Health.Unknown, now?.Detail ?? "not measured yet", threshold, now?.Source ?? "Prometheus", now?.ObservedAt ?? context.Now);
            yield break;
        }

        var watched = Watched(context.SurvivorState.TraceOf(Signals.Errors), context, now.Cadence);
        var enough = watched >= context.Policy.ErrorWatch;
        yield return new(title, enough ? Health.Pass : Health.Fail,
            $"{Text.Number(percent)} %, {Math.Min(watched.TotalSeconds, context.Policy.ErrorWatch.TotalSeconds):0} of {context.Policy.ErrorWatch.TotalSeconds:0} s watched", threshold, now.Source, now.ObservedAt);
    }

    /// <summary>Since DNS moved: before, the region did not carry the load it is judged under. Where it had moved before the incident, what was good before says nothing.</summary>
    internal static TimeSpan Watched(Trace trace, StepContext context, TimeSpan cadence) =>
        context.Incident.ReroutedAt is { } moved ? trace.Held(moved > context.Incident.StartedAt ? moved : context.Incident.StartedAt, cadence) : TimeSpan.Zero;
}
