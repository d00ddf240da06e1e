using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Web.Features.Incidents;
using IncidentConsole.Web.Kit;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Features.Board;

public partial class DetectionBanner
{
    private Refusal? refusal;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    [Parameter, EditorRequired] public FleetSnapshot Snapshot { get; set; } = null!;

    protected override Live<IncidentBook> Source => Desk.Book;

    private IEnumerable<RegionState> Down => Snapshot.Regions.Values.Where(region => region.Verdict.Value == Verdict.Down);

    private List<SplitBrain> SplitBrains => [.. SplitBrain.In(Snapshot, Policy, Clock.GetUtcNow())];

    private string? WhyNot => Rights.Missing(Actor, Role.Commander);

    private FleetTroubles Troubles => new(Snapshot, Policy, Clock.GetUtcNow());

    private string Both => Snapshot.Regions.Count == 2 ? "Both" : $"All {Snapshot.Regions.Count}";

    private string StillOpen => string.Join(", ", Value.Open.Select(incident => $"{(incident.Kind == IncidentKind.Drill ? "drill" : incident.Severity)} #{incident.Number}"));

    private Verdict Worst => Troubles.Known.Any() || Value.Open.Any() ? Verdict.Degraded
        : Snapshot.Regions.Values.Select(region => region.Verdict.Value).Append(Troubles.Unseen.Any() ? Verdict.Unknown : Verdict.Healthy)
        .MaxBy(verdict => verdict switch { Verdict.Healthy => 0, Verdict.Unknown => 1, _ => 2 });

    private string Summary
    {
        get
        {
            var troubled = Snapshot.Regions.Values.Where(region => region.Verdict.Value != Verdict.Healthy)
                .Select(region => $"{region.Id} is {region.Verdict.Value.ToString().ToLowerInvariant()}: {region.Verdict.Because}").ToList();
            troubled.AddRange(Troubles.OfUsers);
            if (troubled.Count == 0) troubled.Add(Value.Open.Any() ? $"{Both} regions look healthy now" : $"{Both} regions are healthy");
            troubled.AddRange(Value.Open.Select(PausedWrites.Words).OfType<string>());
            troubled.AddRange(Troubles.BesideHealth);
            troubled.AddRange(Troubles.Unseen);
            if (Value.Open.Any()) troubled.Add($"Still open: {StillOpen}");
            return string.Join(". ", troubled) + ".";
        }
    }

    private async Task DeclareAsync(RegionId region, IncidentKind kind)
    {
        var outcome = await Declaring.OpenAsync(new Declare(region, Severity.P1, kind), Actor, Desk, Fleet.Current, Clock.GetUtcNow());
        refusal = outcome.Refusal;
        if (outcome.View is { } view) Navigation.NavigateTo($"/incidents/{view.Incident.Number}");
    }
}
