using System.Collections.Immutable;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Incidents.Events;

/// <summary>Something happened to a checklist item.</summary>
/// <param name="Step">The item's number in the runbook, 1 to 19 in geo-failover.</param>
public abstract record StepEvent(int Step) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
}

/// <summary>Somebody works on it.</summary>
public sealed record StepStarted(int Step) : StepEvent(Step)
{
    public override string Sentence => $"works on item {Step}";
    public override EventKind Kind => EventKind.Detail;
}

/// <summary>Its checks passed: the evidence is kept with it.</summary>
public sealed record StepProven(int Step, string Title, ImmutableArray<Evidence> Evidence) : StepEvent(Step)
{
    public override string Sentence => $"✓ {Step} proven: {Title}. {string.Join("; ", Evidence.Where(evidence => evidence.Required).Select(evidence => $"{evidence.Title}: {evidence.Finding}"))}";
}

/// <summary>A person vouches for it without passing evidence. It looks different for ever.</summary>
/// <param name="Evidence">What the checks said at that moment.</param>
public sealed record StepAttested(int Step, string Title, string Reason, ImmutableArray<Evidence> Evidence) : StepEvent(Step)
{
    public override string Sentence => $"attested {Step}, {Title}: {Reason}";
}

/// <summary>The item's condition does not hold. By the console with the reading, or by a person with a reason.</summary>
public sealed record StepNotApplicable(int Step, string Title, string Reason) : StepEvent(Step)
{
    public override string Sentence => $"– {Step} not applicable, {Title}: {Reason}";
}

public sealed record StepSkipped(int Step, string Title, string Reason) : StepEvent(Step)
{
    public override string Sentence => $"skipped {Step}, {Title}: {Reason}";
}

public sealed record StepFailed(int Step, string Title, string Reason) : StepEvent(Step)
{
    public override string Sentence => $"✕ {Step} failed, {Title}: {Reason}";
}

public sealed record StepReopened(int Step, string Title, string Reason) : StepEvent(Step)
{
    public override string Sentence => $"reopened {Step}, {Title}: {Reason}";
}
