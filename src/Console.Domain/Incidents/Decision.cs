using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace IncidentConsole.Domain.Incidents;

/// <summary>What a decision came to: new events, or a refusal. No events and no refusal means that it was so already.</summary>
public readonly record struct Decision
{
    private Decision(ImmutableArray<NewEntry> entries, Refusal? refusal) => (Entries, Refusal) = (entries, refusal);

    public ImmutableArray<NewEntry> Entries { get; }

    public Refusal? Refusal { get; }

    public static Decision Nothing { get; } = new([], null);

    public static Decision Of(params IEnumerable<IncidentEvent> events) => new([.. events.Select(incidentEvent => new NewEntry(incidentEvent, null))], null);

    public static Decision Of(params IEnumerable<NewEntry> entries) => new([.. entries], null);

    public static Decision Refuse(string sentence, RefusalReason reason = RefusalReason.NotNow) => new([], new Refusal(sentence, reason));

    [SuppressMessage("Usage", "CA2225", Justification = "Of is the named form.")]
    public static implicit operator Decision(IncidentEvent incidentEvent) => Of(incidentEvent);

    [SuppressMessage("Usage", "CA2225", Justification = "Refuse is the named form.")]
    public static implicit operator Decision(Refusal refusal) => new([], refusal);
}

/// <summary>An event to append.</summary>
/// <param name="HappenedAt">When it happened, if earlier than now; otherwise the moment of recording.</param>
/// <param name="By">Who it is due to, if not to whoever acts: what the console saw is the console's word, whoever declares.</param>
public sealed record NewEntry(IncidentEvent Event, DateTimeOffset? HappenedAt, Actor? By = null);
