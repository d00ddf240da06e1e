using System.Text.Json.Serialization;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// A fact of an incident. The type names below are stored in the database and in exports: they are never renamed, and an event's
/// properties are only ever added to.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(IncidentDeclared), "incident-declared")]
[JsonDerivedType(typeof(FirstProbeFailed), "first-probe-failed")]
[JsonDerivedType(typeof(VerdictChanged), "verdict-changed")]
[JsonDerivedType(typeof(TrafficRerouted), "traffic-rerouted")]
[JsonDerivedType(typeof(TrafficReturned), "traffic-returned")]
[JsonDerivedType(typeof(UnaskedReturnEnded), "unasked-return-ended")]
[JsonDerivedType(typeof(ServiceRestored), "service-restored")]
[JsonDerivedType(typeof(UsersFailAgain), "users-fail-again")]
[JsonDerivedType(typeof(UsersServedAgain), "users-served-again")]
[JsonDerivedType(typeof(ReplicationEnded), "replication-ended")]
[JsonDerivedType(typeof(CommandHandedOver), "command-handed-over")]
[JsonDerivedType(typeof(RoleAssigned), "role-assigned")]
[JsonDerivedType(typeof(RoleTakenBack), "role-taken-back")]
[JsonDerivedType(typeof(SeverityChanged), "severity-changed")]
[JsonDerivedType(typeof(NoteAdded), "note-added")]
[JsonDerivedType(typeof(EntryCorrected), "entry-corrected")]
[JsonDerivedType(typeof(StepStarted), "step-started")]
[JsonDerivedType(typeof(StepProven), "step-proven")]
[JsonDerivedType(typeof(StepAttested), "step-attested")]
[JsonDerivedType(typeof(StepNotApplicable), "step-not-applicable")]
[JsonDerivedType(typeof(StepSkipped), "step-skipped")]
[JsonDerivedType(typeof(StepFailed), "step-failed")]
[JsonDerivedType(typeof(StepReopened), "step-reopened")]
[JsonDerivedType(typeof(ActionPlanned), "action-planned")]
[JsonDerivedType(typeof(ActionConfirmed), "action-confirmed")]
[JsonDerivedType(typeof(ActionCancelled), "action-cancelled")]
[JsonDerivedType(typeof(ActionApproved), "action-approved")]
[JsonDerivedType(typeof(ActionPaused), "action-paused")]
[JsonDerivedType(typeof(ActionResumed), "action-resumed")]
[JsonDerivedType(typeof(ActionSettledByHand), "action-settled-by-hand")]
[JsonDerivedType(typeof(ActionsStopped), "actions-stopped")]
[JsonDerivedType(typeof(ActionsAllowed), "actions-allowed")]
[JsonDerivedType(typeof(FailoverAcknowledged), "failover-acknowledged")]
[JsonDerivedType(typeof(ActionStarted), "action-started")]
[JsonDerivedType(typeof(ActionProgressed), "action-progressed")]
[JsonDerivedType(typeof(ActionSucceeded), "action-succeeded")]
[JsonDerivedType(typeof(ActionRefused), "action-refused")]
[JsonDerivedType(typeof(ActionFailed), "action-failed")]
[JsonDerivedType(typeof(ActionOutcomeUnknown), "action-outcome-unknown")]
[JsonDerivedType(typeof(RegionLatchedOut), "region-latched-out")]
[JsonDerivedType(typeof(RegionReleased), "region-released")]
[JsonDerivedType(typeof(MessagePosted), "message-posted")]
[JsonDerivedType(typeof(MessageQueued), "message-queued")]
[JsonDerivedType(typeof(MessageSending), "message-sending")]
[JsonDerivedType(typeof(MessageDelivered), "message-delivered")]
[JsonDerivedType(typeof(MessageDeliveryFailed), "message-delivery-failed")]
[JsonDerivedType(typeof(MessageOutcomeUnknown), "message-outcome-unknown")]
[JsonDerivedType(typeof(MessageRetried), "message-retried")]
[JsonDerivedType(typeof(MessageWithdrawn), "message-withdrawn")]
[JsonDerivedType(typeof(AlertsReceived), "alerts-received")]
[JsonDerivedType(typeof(RootCauseStated), "root-cause-stated")]
[JsonDerivedType(typeof(RecoveryPlanned), "recovery-planned")]
[JsonDerivedType(typeof(PostMortemScheduled), "post-mortem-scheduled")]
[JsonDerivedType(typeof(DrillScenarioRan), "drill-scenario-ran")]
[JsonDerivedType(typeof(DrillFaultsUndone), "drill-faults-undone")]
[JsonDerivedType(typeof(DrillInterrupted), "drill-interrupted")]
[JsonDerivedType(typeof(WentOverDrill), "went-over-drill")]
[JsonDerivedType(typeof(IncidentResolved), "incident-resolved")]
[JsonDerivedType(typeof(ActionItemAdded), "action-item-added")]
[JsonDerivedType(typeof(ActionItemDone), "action-item-done")]
[JsonDerivedType(typeof(StepMisled), "step-misled")]
[JsonDerivedType(typeof(ExportTaken), "export-taken")]
public abstract record IncidentEvent
{
    /// <summary>How it reads on the timeline, after the actor's name.</summary>
    [JsonIgnore]
    public abstract string Sentence { get; }

    /// <summary>What the timeline's filters go by.</summary>
    [JsonIgnore]
    public abstract EventKind Kind { get; }
}

/// <summary>What sort of entry an event makes; the filters of the timeline.</summary>
public enum EventKind
{
    /// <summary>A turn of the incident: always shown.</summary>
    Key,

    /// <summary>What was done to the fleet.</summary>
    Action,

    /// <summary>What people wrote.</summary>
    Note,

    /// <summary>Progress and machine detail: hidden unless asked for.</summary>
    Detail,
}
