using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Incidents.Unread;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

/// <summary>Folds a timeline into the incident's state.</summary>
public static class Folding
{
    /// <summary>Null for no entries, and for an incident this build cannot follow, see <see cref="UnreadIncident"/>.</summary>
    public static Incident? Fold(this IEnumerable<TimelineEntry> entries)
    {
        Incident? incident = null;
        foreach (var entry in entries)
        {
            if (incident is null && UnreadIncident.WhyNot(entry) is not null) return null;
            incident = incident.Apply(entry);
        }
        return incident;
    }

    public static Incident Apply(this Incident? incident, TimelineEntry entry)
    {
        var next = incident is null ? Open(entry) : With(incident, entry);
        return next with { Sequence = entry.Sequence, ChainHead = entry.Hash };
    }

    private static Incident Open(TimelineEntry entry) => entry.Event is IncidentDeclared declared
        ? new Incident
        {
            Number = entry.Incident,
            Region = declared.Region,
            Survivor = declared.Survivor,
            Severity = declared.Severity,
            Kind = declared.IncidentKind,
            Title = declared.Title,
            Runbook = declared.Runbook,
            RunbookVersion = declared.RunbookVersion,
            StartedAt = declared.StartedAt,
            DeclaredAt = entry.HappenedAt,
            LoadBefore = declared.LoadBefore,
            Divergence = declared.Divergence,
            Partition = declared.Partition,
            Mode = declared.Mode,
            Commander = declared.Commander,
        }
        : throw new InvalidDataException($"Incident {entry.Incident} begins with {entry.Event.GetType().Name}, not with its declaration.");

    private static Incident With(Incident incident, TimelineEntry entry) => entry.Event switch
    {
        VerdictChanged changed => incident with
        {
            Verdicts = incident.Verdicts.SetItem(changed.Region, changed.Verdict),
            NotYetBack = changed.Verdict switch { Fleet.Verdict.Down => incident.NotYetBack.Add(changed.Region), Fleet.Verdict.Healthy => incident.NotYetBack.Remove(changed.Region), _ => incident.NotYetBack },
            DownAgainAt = changed.Region != incident.Region ? incident.DownAgainAt
                : changed.Verdict != Fleet.Verdict.Down ? null
                : incident.DownAgainAt ?? (incident.DownAt is not null && changed.From is Fleet.Verdict.Healthy or Fleet.Verdict.Degraded ? entry.HappenedAt : null),
            DownAt = incident.DownAt ?? (changed.Region == incident.Region && changed.Verdict == Fleet.Verdict.Down ? entry.HappenedAt : null),
        },
        // Where somebody said when it began, that holds.
        FirstProbeFailed failed => incident with { FirstFailedAt = entry.HappenedAt, StartedBefore = failed.NeverSeenAlive && incident.IsStart(entry.HappenedAt) },
        TrafficRerouted rerouted => incident with { Rerouted = rerouted, ReroutedAt = entry.HappenedAt },
        UsersFailAgain => incident with { FailingAgainAt = entry.HappenedAt },
        UsersServedAgain => incident with { FailingAgainAt = null, ServedAgainAt = entry.HappenedAt, FailedAgainFor = incident.FailedAgainFor + (entry.HappenedAt - (incident.FailingAgainAt ?? entry.HappenedAt)) },
        TrafficReturned => incident with { ReturnedAt = entry.HappenedAt },
        UnaskedReturnEnded => incident with { ReturnedAt = null, ReturnedFor = incident.ReturnedFor + (entry.HappenedAt - (incident.ReturnedAt ?? entry.HappenedAt)) },
        ServiceRestored restored => incident with { Restored = restored },
        ReplicationEnded ended => incident with { Arrived = incident.Arrived ?? ended },
        CommandHandedOver handedOver => incident with { Commander = handedOver.To },
        RoleAssigned assigned => incident with { Roles = incident.Roles.SetItem(assigned.Person, assigned.RoleName) },
        RoleTakenBack taken => incident with { Roles = incident.Roles.Remove(taken.Person) },
        SeverityChanged changed => incident with { Severity = changed.To },
        MessagePosted posted => incident with { Messages = incident.Messages.Add(new PostedMessage(posted, entry.Actor.Name, entry.HappenedAt)) },
        RegionLatchedOut latched => incident with { LatchedOut = incident.LatchedOut.Add(latched.Region) },
        RegionReleased released => incident with { LatchedOut = incident.LatchedOut.Remove(released.Region) },
        RootCauseStated stated => incident with { RootCause = Stated(incident.RootCause, stated, entry) },
        RecoveryPlanned planned => incident with { RecoveryPlan = Stated(incident.RecoveryPlan, planned, entry) },
        PostMortemScheduled scheduled => incident with { PostMortem = Stated(incident.PostMortem, scheduled, entry) },
        ActionsStopped { Carried: { } from } stopped => incident with { Stopped = new(from.By, from.At, stopped.Reason) },
        ActionsStopped stopped => incident with { Stopped = new(entry.Actor.Name, entry.HappenedAt, stopped.Reason) },
        ActionsAllowed => incident with { Stopped = null },
        FailoverAcknowledged => incident with { AcknowledgedAt = entry.HappenedAt },
        DrillScenarioRan ran => incident with { Scenario = ran },
        DrillFaultsUndone => incident with { FaultsUndoneAt = entry.HappenedAt },
        WentOverDrill over => incident with { WentOver = incident.WentOver.Add(over.Drill) },
        DrillInterrupted interrupted => incident with { Interrupted = interrupted, ResolvedAt = entry.HappenedAt },
        IncidentResolved resolved => incident with { ResolvedAt = entry.HappenedAt, AcknowledgedAt = resolved.LeftOpen is null ? entry.HappenedAt : incident.AcknowledgedAt },
        ActionItemAdded added => incident with { ActionItems = incident.ActionItems.Add(new(entry.Sequence, added.Text, added.Owner, entry.Actor.Name, entry.HappenedAt)) },
        ActionItemDone done => incident with { ActionItems = [.. incident.ActionItems.Select(item => item.Number == done.Item ? item with { DoneBy = entry.Actor.Name, DoneAt = entry.HappenedAt } : item)] },
        StepMisled misled => incident with { Misled = incident.Misled.Add(new(misled.Step, misled.Title, misled.Text, entry.Actor.Name, entry.HappenedAt)) },
        UnreadEvent unread => Unread(incident, entry, unread.Why),
        StepEvent step when RunbookCatalog.Find(incident.Runbook).Find(step.Step) is null =>
            Unread(incident, entry, $"this build's runbook has no item {step.Step}"),
        PlanEvent and not ActionPlanned when incident.Plan(((PlanEvent)entry.Event).PlanId) is null =>
            Unread(incident, entry, "it is of a plan this build cannot read"),
        OutboxEvent and not MessageQueued when incident.Post(((OutboxEvent)entry.Event).Post) is null =>
            Unread(incident, entry, "it is of a message this build cannot read"),
        StepEvent step => incident with { Steps = incident.Steps.SetItem(step.Step, StepFolding.Apply(incident.Runbook, step, entry)) },
        OutboxEvent post => incident with { Outbox = OutboxFolding.Apply(incident.Outbox, post, entry) },
        PlanEvent plan => incident with { Plans = PlanFolding.Apply(incident.Plans, plan, entry) },
        _ => incident,
    };

    private static Incident Unread(Incident incident, TimelineEntry entry, string why) =>
        incident with { Unread = incident.Unread.Add(new(entry.Sequence, why)) };

    private static Statement<T> Stated<T>(Statement<T>? before, T what, TimelineEntry entry) where T : IncidentEvent => new(what, entry.Actor.Name, entry.HappenedAt, before);
}
