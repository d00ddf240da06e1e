using System.Collections.Immutable;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents;

internal static class StepFolding
{
    /// <param name="runbook">Key of the incident's runbook.</param>
    public static StepState Apply(string runbook, StepEvent step, TimelineEntry entry)
    {
        return step switch
        {
            StepStarted => To(StepStatus.InProgress, null, []),
            StepProven proven => To(StepStatus.Proven, null, proven.Evidence),
            StepAttested attested => To(StepStatus.Attested, attested.Reason, attested.Evidence),
            StepNotApplicable notApplicable => To(StepStatus.NotApplicable, notApplicable.Reason, []),
            StepSkipped skipped => To(StepStatus.Skipped, skipped.Reason, []),
            StepFailed failed => To(StepStatus.Failed, failed.Reason, []),
            StepReopened reopened => To(StepStatus.Open, reopened.Reason, []),
            _ => throw new InvalidDataException($"No fold for {step.GetType().Name}."),
        };

        StepState To(StepStatus status, string? reason, ImmutableArray<Evidence> evidence) =>
            new(step.Step, status, entry.Actor.Name, entry.HappenedAt, reason, OldEvents.WithIds(runbook, step.Step, evidence));
    }
}
