using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Domain.Review;

/// <summary>What an incident came to, measured: a pure reader of its timeline.</summary>
/// <param name="At">When it was drawn up; what has not ended is told as of then.</param>
/// <param name="SignOffs">Who requested, approved and confirmed each action.</param>
/// <param name="NotVerified">What rests on a word, or on nothing; a sentence each.</param>
/// <param name="Drill">How the drill went; null when it was none.</param>
public sealed record IncidentReview(
    Incident Incident,
    DateTimeOffset At,
    IncidentTimes Times,
    RtoClock Rto,
    TimeSpan RtoTarget,
    RecoveryPoint Rpo,
    TimeSpan RpoTarget,
    IReadOnlyList<PhaseTime> Phases,
    ItemCounts Items,
    IReadOnlyList<PersonDeeds> People,
    IReadOnlyList<ActionSignOff> SignOffs,
    IReadOnlyList<string> NotVerified,
    DrillScore? Drill)
{
    /// <summary>Null while service is not proven restored, or where no region was taken out.</summary>
    public TimeSpan? MeasuredRto => Incident.Restored?.Rto;

    /// <summary>The budget of the last phase: by then all should be as before. Null when it has none.</summary>
    public TimeSpan? RecoverTarget => Phases[^1].Budget;

    /// <summary>Key entries in the order in which they happened, late ones where they belong; notes too.</summary>
    public static IEnumerable<TimelineEntry> KeyEntries(IncidentView view) => view.Entries
        .Where(entry => entry.Event.Kind != EventKind.Detail && entry.Event is not Incidents.Events.EntryCorrected)
        .OrderBy(entry => entry.HappenedAt).ThenBy(entry => entry.Sequence);

    public static IncidentReview Of(IncidentView view, DateTimeOffset now, FleetPolicy policy)
    {
        var incident = view.Incident;
        var rpo = RecoveryPoint.Of(incident);
        return new(
            incident, now, IncidentTimes.Of(incident), RtoClock.Of(incident, now), policy.Rto, rpo, policy.Rpo,
            [.. RunbookCatalog.Find(incident.Runbook).Phases.Select(phase => PhaseTime.Of(phase, incident, policy))],
            ItemCounts.Of(incident), PersonDeeds.Of(view), ActionSignOff.Of(incident), Review.NotVerified.Of(incident, rpo),
            incident.Kind == IncidentKind.Drill ? DrillScore.Of(view, policy) : null);
    }
}
