namespace IncidentConsole.Domain.Incidents.Events;

/// <summary>Something to be done so that it does not happen again, or ends sooner. The entry's sequence is its number.</summary>
/// <param name="Owner">A person or a team, as whoever added it wrote.</param>
public sealed record ActionItemAdded(string Text, string Owner) : IncidentEvent
{
    public override EventKind Kind => EventKind.Note;
    public override string Sentence => $"added an action item for {Owner}: {Text}";
}

/// <param name="Item">Sequence of the entry that added it.</param>
public sealed record ActionItemDone(long Item, string Text) : IncidentEvent
{
    public override EventKind Kind => EventKind.Note;
    public override string Sentence => $"did action item {Item}: {Text}";
}

/// <summary>The runbook's item led somebody astray: for its owner.</summary>
public sealed record StepMisled(int Step, string Title, string Text) : IncidentEvent
{
    public override EventKind Kind => EventKind.Note;
    public override string Sentence => $"was misled by item {Step}, {Title}: {Text}";
}

/// <summary>Somebody took the incident out of the console.</summary>
/// <param name="Format">Such as <c>md</c>, <c>json</c>, <c>csv</c>, <c>html</c>.</param>
public sealed record ExportTaken(string Format) : IncidentEvent
{
    public override EventKind Kind => EventKind.Detail;
    public override string Sentence => $"took an export: {Format}";
}
