using System.Globalization;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Runbooks.GeoFailover;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Web.Kit;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Features.Incidents;

public partial class DeclarePage
{
    private const string TimeForm = "yyyy-MM-dd HH:mm:ss";
    private string runbook = GeoFailoverRunbook.Key;
    private string region = "";
    private string other = "";
    private Severity severity = Severity.P1;
    private IncidentKind kind = IncidentKind.Real;
    private FailoverMode mode = FailoverMode.Emergency;
    private string? title;
    private string? startedAt;
    private string? startReason;
    private string measured = "";
    private string? refusal;

    [Inject] private IncidentDesk Desk { get; set; } = null!;

    [Inject] private Live<FleetSnapshot> Fleet { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] private Live<DrillRange> Range { get; set; } = null!;

    /// <summary>What is rehearsed now: then a drill is what is most likely meant.</summary>
    private RunningScenario? Scenario => Range.Current.Running;

    [CascadingParameter] private Actor Actor { get; set; } = null!;

    /// <summary>The region that whoever led here speaks of, such as Alertmanager.</summary>
    [SupplyParameterFromQuery(Name = "region")] public string? Wanted { get; set; }

    [Inject] private FleetPolicy Policy { get; set; } = null!;

    private bool IsSplitBrain => runbook == GeoSplitBrainRunbook.Key;

    private string? WhyNot => Rights.Missing(Actor, Role.Commander);

    protected override void OnInitialized()
    {
        // Once the drill is declared, whoever comes here has seen something else.
        if (Scenario is not null && !Desk.Book.Current.Open.Any(incident => incident.Kind == IncidentKind.Drill)) kind = IncidentKind.Drill;
        region = Fleet.Current.Regions.Values.MaxBy(state => (state.Id.Value == Wanted, state.Verdict.Value is Verdict.Down))?.Id.Value ?? "";
        Prefill();
    }

    private void Choose(IncidentKind chosen) => (kind, refusal) = (chosen, null);

    private void Choose(string key)
    {
        runbook = key;
        severity = Severity.P1;
        if (IsSplitBrain && SplitBrain.In(Fleet.Current, Policy, Time.GetUtcNow()).FirstOrDefault() is { } found)
            (region, other, severity) = (found.Left.Value, found.Right.Value, found.Severity);
        Prefill();
    }

    private void Prefill()
    {
        if (other.Length == 0 || other == region) other = Fleet.Current.Regions.Keys.FirstOrDefault(id => id.Value != region).Value ?? "";
        if (IsSplitBrain)
        {
            var partition = PartitionWindow.Of(Fleet.Current, new(region), new(other));
            measured = partition is null ? "No probe between the regions has failed lately: empty means now." : $"The first failed probe between the regions was at {Text.Time(partition.From)}.";
            startedAt = partition?.From.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture);
            return;
        }
        var first = Fleet.Current.Regions.GetValueOrDefault(new RegionId(region))?.VantagePoints.Values.Min(vantage => vantage.FirstFailedAt);
        measured = first is { } at ? $"The first failed probe was at {Text.Time(at)}." : "No probe fails: empty means now.";
        startedAt = first?.UtcDateTime.ToString(TimeForm, CultureInfo.InvariantCulture);
    }

    private async Task DeclareAsync()
    {
        if (WhyNot is not null) return;
        if (!TryRead(startedAt, out var started))
        {
            refusal = $"“{startedAt}” is no time. Write it as {TimeForm}, in UTC.";
            return;
        }
        var outcome = await Declaring.OpenAsync(new Declare(new RegionId(region), severity, kind, title, started, startReason, IsSplitBrain ? new RegionId(other) : null, runbook, mode), Actor, Desk, Fleet.Current, Time.GetUtcNow());
        refusal = outcome.Refusal?.Sentence;
        if (outcome.View is { } view) Navigation.NavigateTo($"/incidents/{view.Incident.Number}");
    }

    private static bool TryRead(string? text, out DateTimeOffset? at)
    {
        at = null;
        if (string.IsNullOrWhiteSpace(text)) return true;
        var read = DateTimeOffset.TryParseExact(text.Trim(), [TimeForm, "yyyy-MM-dd HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var parsed);
        at = read ? parsed : null;
        return read;
    }
}
