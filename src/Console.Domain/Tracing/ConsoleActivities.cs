using System.Diagnostics;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Tracing;

/// <summary>Spans from the click to the effect. Without a listener they cost nothing and are null.</summary>
public static class ConsoleActivities
{
    /// <summary>The name under which an exporter asks for them.</summary>
    public const string Name = "IncidentConsole";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>A span of one act on a plan: <c>action.confirm</c>, <c>action.apply</c>.</summary>
    public static Activity? Start(string name, int incident, ActionPlan? plan = null)
    {
        var span = Source.StartActivity(name);
        span?.SetTag("incident", incident);
        return span is null || plan is null ? span : Describe(span, plan);
    }

    /// <summary>The runner's part of what a click began, in the click's own trace.</summary>
    /// <param name="trace">As kept with the confirmation; null when nothing traced it.</param>
    public static Activity? Run(int incident, ActionPlan plan, string? trace)
    {
        var span = ActivityContext.TryParse(trace, null, isRemote: true, out var click)
            ? Source.StartActivity("action.run", ActivityKind.Internal, click)
            : Source.StartActivity("action.run");
        span?.SetTag("incident", incident);
        return span is null ? null : Describe(span, plan);
    }

    /// <summary>One append to a timeline.</summary>
    public static Activity? Append(int? incident, Actor actor, IEnumerable<NewEntry> entries)
    {
        var span = Source.StartActivity("timeline.append");
        if (span is null) return null;
        span.SetTag("incident", incident);
        span.SetTag("actor", actor.Name);
        span.SetTag("events", string.Join(",", entries.Select(entry => EventNames.Of(entry.Event))));
        return span;
    }

    /// <summary>That it did not come to what was wanted, and why. No secret: what pages say as well.</summary>
    public static void Failed(this Activity? span, string why) => span?.SetStatus(ActivityStatusCode.Error, why);

    private static Activity Describe(Activity span, ActionPlan plan) =>
        span.SetTag("plan", plan.Id).SetTag("item", plan.Step).SetTag("action", plan.Action).SetTag("target", $"{plan.Change?.Target}{plan.Procedure?.Name}");
}
