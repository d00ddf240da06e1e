using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Incidents.Decisions;

/// <summary>Item 12: when the failed region comes back, and who sees to it. A plan is changed by planning again.</summary>
public static class PlanRecovery
{
    public const int MostNameCharacters = Typed.MostNameCharacters;
    public const int MostNoteCharacters = 2_000;
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(30);

    public static Decision Decide(Incident incident, DateTimeOffset eta, string? owner, string? note, DateTimeOffset now)
    {
        if (!incident.IsOpen) return Decision.Refuse($"Incident #{incident.Number} is resolved: there is no recovery left to plan.");
        if (Typed.BadTime(eta, now, Furthest) is { } badTime) return badTime;
        if (Typed.BadName(owner, "Name who sees to the recovery.") is { } badName) return badName;
        if (note?.Length > MostNoteCharacters) return Decision.Refuse($"The note is longer than {MostNoteCharacters:#,0} characters. Nothing was cut or kept.", RefusalReason.Invalid);

        var plan = new RecoveryPlanned(eta.ToUniversalTime(), Typed.Line(owner!), string.IsNullOrWhiteSpace(note) ? null : Typed.Clean(note));
        return incident.RecoveryPlan?.What == plan ? Decision.Nothing
            : Typed.Settling(incident, "recovery-plan", plan, $"ETA {Text.Moment(plan.Eta)}, owner {plan.Owner}", anew: true);
    }
}
