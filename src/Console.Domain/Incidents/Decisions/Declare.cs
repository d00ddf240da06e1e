using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover;

namespace IncidentConsole.Domain.Incidents.Decisions;

/// <summary>Opens an incident. What the console saw before anybody declared goes in as earlier facts.</summary>
/// <param name="Region">The region that failed; of a split brain the one that is drained first.</param>
/// <param name="StartedAt">Null for the measured one (the first failed probe, the begin of the partition), or now when there is none.</param>
/// <param name="StartReason">Needed when <paramref name="StartedAt"/> is not the measured one.</param>
/// <param name="Survivor">Null for the healthiest other region.</param>
/// <param name="Runbook">Key of the runbook to go by.</param>
public sealed record Declare(
    RegionId Region,
    Severity Severity,
    IncidentKind Kind,
    string? Title = null,
    DateTimeOffset? StartedAt = null,
    string? StartReason = null,
    RegionId? Survivor = null,
    string Runbook = GeoFailoverRunbook.Key,
    FailoverMode Mode = FailoverMode.Emergency)
{
    public const int MostTitleCharacters = 200;

    private static readonly TimeSpan JustNow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(365);

    public Decision Decide(FleetSnapshot fleet, IEnumerable<Incident> open, string commander, DateTimeOffset now)
    {
        if (RunbookCatalog.All.FirstOrDefault(candidate => candidate.Key == Runbook) is not { } runbook)
            return Decision.Refuse($"There is no runbook “{Runbook}”. The runbooks are {string.Join(", ", RunbookCatalog.All.Select(known => known.Key))}.", RefusalReason.Invalid);
        if (!fleet.Regions.TryGetValue(Region, out var state))
            return Decision.Refuse($"There is no region “{Region}”. The regions are {string.Join(", ", fleet.Regions.Keys)}.", RefusalReason.Invalid);
        if (Choose(fleet) is not { } survivor)
            return Decision.Refuse($"There is no region to carry on for {Region}.", RefusalReason.Invalid);
        if (open.FirstOrDefault(incident => incident.Runbook == Runbook && IsSame(incident, runbook, survivor) && !GoesOver(incident)) is { } already)
            return new Refusal(already.Kind == IncidentKind.Real ? $"Incident #{already.Number} is already open for {already.Where}."
                : $"Drill #{already.Number} is already open for {already.Where}. Only a real incident goes over it: choose “Real incident” if this is one.")
            {
                Incident = already.Number,
            };
        if (Kind == IncidentKind.Drill && open.FirstOrDefault(incident => incident.Kind == IncidentKind.Real && (incident.Concerns(Region) || incident.Survivor == Region)) is { } real)
            return new Refusal($"Incident #{real.Number} is open and concerns {Region}: no drill of {Region} until it is resolved.")
            {
                Incident = real.Number,
            };
        if (Title?.Length > MostTitleCharacters)
            return Decision.Refuse($"The title is longer than {MostTitleCharacters} characters.", RefusalReason.Invalid);
        if (StartedAt < now - Oldest)
            return Decision.Refuse($"The start is more than {Text.Span(Oldest)} ago.", RefusalReason.Invalid);
        if (StartedAt > now)
            return Decision.Refuse("The start time is in the future.", RefusalReason.Invalid);

        SeenBefore seen = runbook.TakesRegionOut ? RegionFailure.Of(state) : Disagreement.Of(fleet, Region, survivor);
        if (StartedAt is not null && seen.StartedAt is not null && (StartedAt - seen.StartedAt).Value.Duration() > TimeSpan.FromSeconds(1) && string.IsNullOrWhiteSpace(StartReason))
            return Decision.Refuse($"{seen.StartWords} was at {Text.Time(seen.StartedAt.Value)} UTC. Say why the incident started at another time.", RefusalReason.Invalid);

        if (StartedAt is { } stated && seen.StartedAt is null && now - stated > JustNow && string.IsNullOrWhiteSpace(StartReason))
            return Decision.Refuse($"Nothing had failed at {Text.Time(stated)} UTC as far as this console saw. Say why the incident started then.", RefusalReason.Invalid);
        // What is real may have to be declared all the same: the interlocks keep the last region.
        if (Kind == IncidentKind.Drill && runbook.TakesRegionOut && state.Verdict.Value != Verdict.Down && open.FirstOrDefault(incident => incident.LatchedOut.Contains(survivor)) is { } held)
            return new Refusal($"{survivor} is latched out by #{held.Number}, and {Region} is not down: with this drill no region would be left to serve. "
                + $"Bring {survivor} back first.") { Incident = held.Number };

        var startedAt = StartedAt ?? seen.StartedAt ?? now;
        var declared = new IncidentDeclared(Region, survivor, Severity, Kind, string.IsNullOrWhiteSpace(Title) ? seen.Title : Typed.Line(Title),
            startedAt, string.IsNullOrWhiteSpace(StartReason) ? null : Typed.Clean(StartReason), commander, runbook.Key, runbook.Version)
        {
            LoadBefore = fleet.LoadBefore(startedAt),
            Divergence = (seen as Disagreement)?.Divergence,
            Partition = (seen as Disagreement)?.Partition,
            Mode = Mode,
        };
        return Decision.Of([new NewEntry(declared, null), .. seen.Facts]);
    }

    private bool IsSame(Incident incident, Runbook runbook, RegionId survivor) =>
        incident.Region == Region || (!runbook.TakesRegionOut && (incident.Concerns(Region) || incident.Concerns(survivor)));

    /// <summary>A drill never stands in the way of what is real: the declaration ends it.</summary>
    private bool GoesOver(Incident incident) => Kind == IncidentKind.Real && incident.Kind == IncidentKind.Drill;

    private RegionId? Choose(FleetSnapshot fleet)
    {
        if (Survivor is { } chosen) return fleet.Regions.ContainsKey(chosen) && chosen != Region ? chosen : null;
        var others = fleet.Regions.Values.Where(state => state.Id != Region).OrderBy(state => state.Verdict.Value switch
        {
            Verdict.Healthy => 0,
            Verdict.Degraded => 1,
            Verdict.Unknown => 2,
            _ => 3,
        }).ToList();
        return others.Count == 0 ? null : others[0].Id;
    }
}
