using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;

namespace IncidentConsole.Web.Features.Comms;

/// <summary>How the four messages are called, and when each is due.</summary>
internal static class MessageWords
{
    public static string Title(MessageKind kind) => kind switch
    {
        MessageKind.Start => "Incident start",
        MessageKind.Update => "Update",
        MessageKind.Mitigated => "Mitigated",
        _ => "Resolved",
    };

    public static string Format(MessageFormat format) => format == MessageFormat.Email ? "E-mail" : format.ToString();

    /// <summary>Whether a stored name is that of a format.</summary>
    public static bool Is(MessageFormat format, string name) => string.Equals(format.ToString(), name, StringComparison.OrdinalIgnoreCase);

    public static bool IsDue(MessageKind kind, Incident incident) => kind == MessageKind.Start && incident.IsOpen && !IsPosted(kind, incident);

    public static string When(MessageKind kind, Incident incident, FleetPolicy policy) => IsPosted(kind, incident) && kind != MessageKind.Update ? "posted"
        : kind switch
        {
            MessageKind.Start => $"due now · item {ItemOf("start-notification", incident)}",
            MessageKind.Update => $"every {Text.Span(policy.UpdateEvery)}",
            MessageKind.Mitigated => !incident.TakesRegionOut ? "when the regions are alike again" : incident.Restored is null ? "when service is proven restored" : "service is restored: can go out",
            _ => $"when the items before are done · item {ItemOf("resolution-notification", incident)}",
        };

    private static int? ItemOf(string key, Incident incident) => RunbookCatalog.Find(incident.Runbook).Steps.FirstOrDefault(step => step.Key == key)?.Number;

    private static bool IsPosted(MessageKind kind, Incident incident) =>
        incident.Messages.Exists(posted => string.Equals(posted.Message.Message, kind.ToString(), StringComparison.OrdinalIgnoreCase));
}
