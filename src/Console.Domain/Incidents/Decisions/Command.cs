using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;

namespace IncidentConsole.Domain.Incidents.Decisions;

/// <summary>Who commands, how grave it is, and its end.</summary>
public static class Command
{
    public const int MostRoleCharacters = 40;

    /// <param name="able">The accounts that may take command.</param>
    public static Decision HandOver(Incident incident, string to, IReadOnlyCollection<string> able, string? reason) =>
        incident.Closed is { } resolved ? resolved
        : !able.Contains(to) ? Decision.Refuse($"“{to}” cannot take command: whoever commands needs an account with the role commander. These can: {string.Join(", ", able)}.", RefusalReason.Invalid)
        : incident.Commander == to ? Decision.Nothing
        : new CommandHandedOver(incident.Commander, to, Typed.IsEmpty(reason) ? null : Typed.Clean(reason));

    /// <param name="person">With or without an account: whoever stands in the room may take notes.</param>
    public static Decision Assign(Incident incident, string? person, string? role) =>
        Typed.IsEmpty(person) || Typed.IsEmpty(role) || role.Length > MostRoleCharacters ? Decision.Refuse($"Name a person and a role of at most {MostRoleCharacters} characters.", RefusalReason.Invalid)
        : Typed.BadName(person, "") is { } bad ? bad
        : incident.Roles.GetValueOrDefault(Typed.Line(person)) == Typed.Line(role) ? Decision.Refuse($"{Typed.Line(person)} is {Typed.Line(role)} already.")
        : new RoleAssigned(Typed.Line(person), Typed.Line(role));

    /// <summary>Takes a role back from somebody.</summary>
    public static Decision TakeBack(Incident incident, string? person) =>
        Typed.BadName(person, "Name whose role is taken back.") is { } bad ? bad
        : incident.Roles.Keys.FirstOrDefault(known => Typed.Line(known) == Typed.Line(person!)) is not { } known ? Decision.Refuse($"“{Typed.Line(person!)}” has no role in incident #{incident.Number}.")
        : new RoleTakenBack(known, incident.Roles[known]);

    public static Decision ChangeSeverity(Incident incident, Severity to, string? reason) =>
        incident.Severity == to ? Decision.Refuse($"The severity is {to} already.")
        : Typed.IsEmpty(reason) ? Decision.Refuse("Say why the severity changes.", RefusalReason.Invalid)
        : new SeverityChanged(incident.Severity, to, Typed.Clean(reason));

    /// <summary>Lets traffic return to a region by a person's decision, with a reason, on the same conditions as item 17's evidence does.</summary>
    /// <param name="context">This incident and the fleet as they are now.</param>
    /// <param name="force">Whoever decides vouches for what cannot be measured.</param>
    public static Decision Release(StepContext context, RegionId region, string? reason, bool force) =>
        !context.Incident.LatchedOut.Contains(region) ? Decision.Refuse($"{region} is not latched out.")
        : Typed.IsEmpty(reason) ? Decision.Refuse($"Say why {region} may take traffic again.", RefusalReason.Invalid)
        : FailbackLatch.ForbidsRelease(region, force, context) is { } forbidden ? forbidden
        : new RegionReleased(region, FailbackLatch.Unmeasured(region, context) is { } unmeasured ? $"{Typed.Clean(reason)} (not measured: {unmeasured})" : Typed.Clean(reason));

    /// <summary>Says that the failover was looked at, so that another may follow.</summary>
    public static Decision Acknowledge(Incident incident, string? reason) =>
        !incident.HasFailedOver ? Decision.Refuse($"Incident #{incident.Number} has moved no traffic: there is nothing to acknowledge.")
        : incident.AcknowledgedAt is not null && incident.AcknowledgedAt > incident.FailedOverAt ? Decision.Nothing
        : Typed.IsEmpty(reason) ? Decision.Refuse("Say what you found: a second failover may follow.", RefusalReason.Invalid)
        : new FailoverAcknowledged(Typed.Clean(reason));

    /// <param name="evenSo">Whoever resolves it knows what is left open, and leaves it so.</param>
    public static Decision Resolve(Incident incident, string? reason, bool evenSo) =>
        incident.Closed is { } resolved ? resolved
        : incident.InEffect("degraded-mode") is { } left ? Decision.Refuse($"“{left.Plan.Title}” is still in effect. Undo it first, or it stays on unseen.")
        : Drains.InEffect(incident).FirstOrDefault() is { } drained ? Decision.Refuse($"“{drained.Plan.Title}” is still in effect. Let it take writes again first, or it stays drained unseen.")
        : incident.Plans.Find(plan => plan.IsUnsettled) is { } plan ? Decision.Refuse($"“{plan.Plan.Title}” is still {(plan.Status == PlanStatus.Paused ? "paused: resume or cancel it" : "under way")}.")
        : incident.Stopped is not null ? Decision.Refuse("All actions are stopped. Allow them first, or the stop would be lifted unseen.")
        : Typed.IsEmpty(reason) ? Decision.Refuse("Say how it was resolved.", RefusalReason.Invalid)
        : LeftOpen(incident) is { } open && !evenSo ? Decision.Refuse($"{Begun(incident, open)}. Whoever resolves it all the same says so.")
        : Decision.Of([.. incident.LatchedOut.Select(region => new RegionReleased(region, $"with the resolution, not proven to be in sync: {Typed.Clean(reason)}")), new IncidentResolved(Typed.Clean(reason)) { LeftOpen = LeftOpen(incident) }]);

    /// <summary>What an end would leave undone, as a sentence without its full stop; null when nothing.</summary>
    public static string? LeftOpen(Incident incident)
    {
        var open = OpenItems(incident);
        var parts = new List<string>();
        if (IsDown(incident)) parts.Add($"{incident.Region} is down");
        if (open.Count > 0) parts.Add(open.Count == 1 ? $"item {open[0]} is open" : $"items {string.Join(", ", open)} are open");
        if (!incident.LatchedOut.IsEmpty) parts.Add($"{string.Join(" and ", incident.LatchedOut)} is latched out, which ends with it");
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }

    private static List<int> OpenItems(Incident incident) =>
        [.. RunbookCatalog.Find(incident.Runbook).Steps.Where(step => !incident.Step(step.Number).IsSettled).Select(step => step.Number)];

    /// <summary>With a capital letter, unless it begins with a region's name.</summary>
    private static string Begun(Incident incident, string open) =>
        IsDown(incident) || OpenItems(incident).Count == 0 ? open : $"{char.ToUpperInvariant(open[0])}{open[1..]}";

    private static bool IsDown(Incident incident) =>
        incident.TakesRegionOut && incident.Verdicts.GetValueOrDefault(incident.Region) == Verdict.Down;
}
