using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace IncidentConsole.Web.Layout;

/// <summary>Where the palette can go: pages, open incidents with their items, and what is over, newest first.</summary>
public partial class Palette
{
    private const int MostShown = 12;
    private string text = "";

    [CascadingParameter] private IMudDialogInstance Dialog { get; set; } = null!;

    private IEnumerable<Place> Matches => Places().Where(place => Words.All(word => place.Title.Contains(word, StringComparison.OrdinalIgnoreCase) || place.Where.Contains(word, StringComparison.OrdinalIgnoreCase))).Take(MostShown);

    private string[] Words => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private IEnumerable<Place> Places() =>
    [
        new("Board", "/"),
        new("Incidents", "/incidents"),
        new("Declare an incident", "/declare"),
        new("Readiness", "/readiness"),
        new("Drills", "/drills"),
        new("Lessons", "/lessons"),
        .. Desk.Book.Current.Open.Reverse().SelectMany(OfOpen),
        .. Desk.Book.Current.Incidents.Values.Reverse().Select(view => view.Incident).Where(incident => !incident.IsOpen).SelectMany(OfOver),
    ];

    private static IEnumerable<Place> OfOpen(Incident incident) =>
    [
        At(incident, incident.Title, ""),
        At(incident, "messages", "/comms"),
        At(incident, "review", "/review"),
        At(incident, "run sheet", "/run-sheet"),
        .. RunbookCatalog.Find(incident.Runbook).Steps.Select(step => At(incident, $"item {step.Number} {step.Short}", $"/items/{step.Number}")),
    ];

    private static IEnumerable<Place> OfOver(Incident incident) =>
    [
        At(incident, $"review {incident.Title}", "/review"),
        At(incident, $"room {incident.Title}", ""),
        At(incident, "messages", "/comms"),
    ];

    private static Place At(Incident incident, string what, string page) =>
        new($"{(incident.Kind == IncidentKind.Drill ? "DRILL " : "")}#{incident.Number} {what}", $"/incidents/{incident.Number}{page}", page is "" or "/review" ? incident.Where : "");

    private void GoToFirst()
    {
        if (Matches.FirstOrDefault() is not { } first) return;
        Dialog.Cancel();
        Navigation.NavigateTo(first.Address);
    }

    /// <param name="Where">The regions, which find it too.</param>
    private sealed record Place(string Title, string Address, string Where = "");
}
