using IncidentConsole.Lab.Dns.Wire;
using IncidentConsole.Lab.Route53;

namespace IncidentConsole.Lab.Dns;

/// <summary>What the zone's servers answer: only changes that are in effect, one choice per weighted name, CNAMEs followed inside the zone.</summary>
public sealed class ZoneAnswers(IServedZone zone, RecordChooser chooser)
{
    private const int LongestChain = 8;

    public DnsMessage Answer(DnsMessage query)
    {
        var name = query.Question.Name.ToLowerInvariant();
        if (!zone.Contains(name)) return query.Reply(DnsCode.Refused);

        var served = zone.Served;
        var answers = new List<DnsRecord>();
        for (var hop = 0; hop < LongestChain; hop++)
        {
            var here = served.Where(set => set.Name == name).ToList();
            if (chooser.Choose(served, name, query.Question.Type) is { } found)
                return Reply(query, [.. answers, .. found], DnsCode.NoError);

            if (chooser.Choose(served, name, DnsType.Cname) is not [var alias])
            {
                var exists = here.Count > 0 || served.Any(set => set.Name.EndsWith("." + name, StringComparison.Ordinal));
                return Reply(query, answers, exists ? DnsCode.NoError : DnsCode.NameError) with { Authority = [Soa(served)] };
            }

            answers.Add(alias);
            name = alias.Data;
            if (!zone.Contains(name)) return Reply(query, answers, DnsCode.NoError);
        }
        return Reply(query, answers, DnsCode.ServerFailure);
    }

    private static DnsMessage Reply(DnsMessage query, IReadOnlyList<DnsRecord> answers, DnsCode code) =>
        query.Reply(code) with { IsAuthoritative = true, Answers = answers };

    /// <summary>Names how long "there is none" may be cached: its last field (RFC 2308).</summary>
    private DnsRecord Soa(IReadOnlyList<ResourceRecordSet> served)
    {
        var soa = served.First(set => set.Name == zone.Name && set.Type == "SOA");
        return new DnsRecord(zone.Name, DnsType.Soa, (uint)soa.Ttl!.Value, soa.Values[0]);
    }
}
