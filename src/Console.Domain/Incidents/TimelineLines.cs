using IncidentConsole.Domain.Incidents.Events;
using Microsoft.Extensions.Logging;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// One line in the log for each entry this process appended, and for each refusal. What people wrote stays on the timeline: only what the console
/// and other systems say is repeated here.
/// </summary>
internal sealed partial class TimelineLines(ILogger logger)
{
    private static readonly string Replica = $"{Environment.MachineName}/{Environment.ProcessId}";

    public void Appended(Incident incident, IEnumerable<TimelineEntry> entries)
    {
        foreach (var entry in entries)
        {
            var (level, name, by) = (LevelOf(entry.Event), EventNames.Of(entry.Event), entry.Actor.Name);
            if (!logger.IsEnabled(level)) continue;
            switch (entry.Event)
            {
                case PlanEvent about when incident.Plan(about.PlanId) is { } plan:
                    LogPlan(level, name, incident.Number, plan.Plan.Step, about.PlanId, plan.Plan.Action, by, Replica,
                        entry.HappenedAt - (plan.ConfirmedAt ?? plan.PlannedAt), Reason(entry));
                    break;
                case StepEvent about:
                    LogItem(level, name, incident.Number, about.Step, by, Replica, entry.HappenedAt - incident.StartedAt);
                    break;
                case OutboxEvent about:
                    LogMessage(level, name, incident.Number, about.Post, by, Replica,
                        entry.HappenedAt - (incident.Post(about.Post)?.QueuedAt ?? entry.HappenedAt), Reason(entry));
                    break;
                default:
                    LogIncident(level, name, incident.Number, by, Replica, entry.HappenedAt - incident.StartedAt, Reason(entry));
                    break;
            }
        }
    }

    /// <summary>At Debug for the console itself: a loop asks again and again.</summary>
    public void Refused(int? incident, Actor actor, Refusal refusal) =>
        LogRefused(actor.Name == Actor.Console.Name ? LogLevel.Debug : LogLevel.Information,
            incident, actor.Name, Replica, refusal.Reason, refusal.Sentence);

    private static LogLevel LevelOf(IncidentEvent happened) => happened switch
    {
        ActionProgressed => LogLevel.Debug,
        ActionFailed or ActionOutcomeUnknown or MessageDeliveryFailed or MessageOutcomeUnknown or UsersFailAgain => LogLevel.Warning,
        _ => LogLevel.Information,
    };

    private static string Reason(TimelineEntry entry) => entry.Event switch
    {
        ActionStarted started => $"runner {started.Runner}",
        ActionProgressed progressed => progressed.Text,
        ActionSucceeded succeeded => succeeded.Outcome,
        ActionFailed failed => failed.Reason,
        ActionRefused refused => refused.Reason,
        ActionOutcomeUnknown unknown => unknown.Reason,
        ActionPaused paused when entry.Actor.Name == Actor.Console.Name => paused.Reason,
        ActionResumed resumed when entry.Actor.Name == Actor.Console.Name => resumed.Reason,
        VerdictChanged verdict => $"{verdict.Region}: {verdict.From} to {verdict.Verdict}, {verdict.Because}",
        RegionLatchedOut latched => $"{latched.Region}",
        RegionReleased released => $"{released.Region}",
        MessageQueued queued => $"{queued.Message}, {queued.Format}",
        MessageSending sending => $"part {sending.Part}",
        MessageDelivered delivered => $"part {delivered.Part} of {delivered.Parts}",
        MessageDeliveryFailed failed => $"attempt {failed.Attempt}: {failed.Reason}",
        MessageOutcomeUnknown unknown => unknown.Reason,
        _ => "",
    };

    [LoggerMessage(Message =
        "Plan {EventName}: incident {Incident}, item {Item}, plan {Plan} {Action}, by {Actor} on {Replica}, {Duration} after its confirmation. {Reason}")]
    private partial void LogPlan(LogLevel level, string eventName, int incident, int item, Guid plan, string action,
        string actor, string replica, TimeSpan duration, string reason);

    [LoggerMessage(Message = "Item {EventName}: incident {Incident}, item {Item}, by {Actor} on {Replica}, {Duration} into the incident")]
    private partial void LogItem(LogLevel level, string eventName, int incident, int item, string actor, string replica, TimeSpan duration);

    [LoggerMessage(Message = "Message {EventName}: incident {Incident}, message {Message}, by {Actor} on {Replica}, {Duration} after it was queued. {Reason}")]
    private partial void LogMessage(LogLevel level, string eventName, int incident, Guid message,
        string actor, string replica, TimeSpan duration, string reason);

    [LoggerMessage(Message = "Incident {EventName}: incident {Incident}, by {Actor} on {Replica}, {Duration} into the incident. {Reason}")]
    private partial void LogIncident(LogLevel level, string eventName, int incident, string actor, string replica, TimeSpan duration, string reason);

    [LoggerMessage(Message = "Refused: incident {Incident}, {Actor} on {Replica}, {Kind}: {Sentence}")]
    private partial void LogRefused(LogLevel level, int? incident, string actor, string replica, RefusalReason kind, string sentence);
}
