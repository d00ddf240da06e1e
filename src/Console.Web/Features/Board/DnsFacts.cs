using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Web.Features.Board;

/// <summary>What DNS is seen to do, a line each: authoritative servers, resolvers, and the records at the provider.</summary>
internal static class DnsFacts
{
    public static IEnumerable<(string Name, string Words, string? Css)> Of(FleetSnapshot snapshot, DateTimeOffset now)
    {
        if (snapshot.Dns is not { } dns || dns.IsStale(now))
        {
            yield return ("DNS", snapshot.Dns is null ? "not asked yet" : $"? unknown: last asked {Text.Time(snapshot.Dns.ObservedAt)}", "muted");
        }
        else
        {
            yield return ("name servers", Words(dns.Authoritative, timeToLive: false), null);
            yield return ("resolvers", Words(dns.Resolvers, timeToLive: true), null);
        }

        yield return snapshot.DnsRecords switch
        {
            null => ("records", "not read yet", "muted"),
            { State: { } state } records when !records.IsStale(now) => ("records", string.Join("; ", state.Records.Select(Record)), null),
            var records => ("records", $"? unknown: {records.Detail}", "muted"),
        };
    }

    private static string Words(IEnumerable<DnsAnswer> answers, bool timeToLive)
    {
        var groups = answers.GroupBy(answer => answer.Health == Health.Unknown ? "no answer" : answer.Regions.IsEmpty ? answer.Detail : string.Join(" + ", answer.Regions));
        var words = groups.Select(group => $"{group.Count()} × {group.Key}{(timeToLive && group.Max(answer => answer.TimeToLive) is { } left ? $" (TTL {left.TotalSeconds:0} s)" : "")}").ToList();
        return words.Count == 0 ? "none configured" : string.Join(", ", words);
    }

    private static string Record(Domain.Actions.DnsRecordSet record) => record.IsWeighted
        ? $"{record.SetIdentifier} {record.Weight}"
        : $"{record.Type} {record.Destination}";
}
