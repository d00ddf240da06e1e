using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;

namespace IncidentConsole.Domain.Alerts;

/// <summary>What Alertmanager told that an incident's timeline does not say yet. Pure: two replicas that were told the same record it once.</summary>
public static class AlertNews
{
    public static IEnumerable<IncidentEvent> Of(IncidentView view, ReceivedAlerts received)
    {
        if (!view.Incident.IsOpen) yield break;
        foreach (var about in received.Groups.Where(group => group.Region is { } region && view.Incident.Concerns(region)).GroupBy(group => group.Region!.Value))
        {
            var known = Recorded(view, about.Key);
            ImmutableArray<AlertCount> news = [.. about.Where(group => IsNews(group.Firing, known.GetValueOrDefault(group.Name)))
                .Select(group => new AlertCount(group.Name, group.Firing, group.Severity, group.Firing > 0 ? group.ActiveSince : null))];
            if (news.Length > 0) yield return new AlertsReceived(about.Key, news);
        }
    }

    /// <summary>That it fires, that it went quiet, and that it grew beyond all proportion; not each one more.</summary>
    private static bool IsNews(int firing, int before) => firing == 0 ? before > 0 : before == 0 || firing >= 2 * before;

    private static Dictionary<string, int> Recorded(IncidentView view, RegionId region)
    {
        var counts = new Dictionary<string, int>();
        foreach (var alert in view.Entries.Select(entry => entry.Event).OfType<AlertsReceived>().Where(received => received.Region == region).SelectMany(received => received.Alerts))
            counts[alert.Name] = alert.Firing;
        return counts;
    }
}
