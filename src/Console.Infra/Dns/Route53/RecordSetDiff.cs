using System.Xml.Linq;
using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Infra.Dns.Route53;

/// <summary>The changes that make one state of a name of another.</summary>
internal static class RecordSetDiff
{
    /// <param name="listed">As Route 53 lists them now: a DELETE must repeat a record set to the letter.</param>
    public static IReadOnlyList<RecordSetChange> Changes(DnsState before, DnsState after, IReadOnlyList<XElement> listed)
    {
        var old = before.Records.ToDictionary(Key);
        var wanted = after.Records.Select(Key).ToHashSet();
        var letters = listed.ToLookup(element => Key(RecordSetXml.Read(element)));
        return
        [
            // First what goes: it makes room for records of another policy or type.
            .. before.Records.Where(set => !wanted.Contains(Key(set)))
                .Select(set => new RecordSetChange("DELETE", letters[Key(set)].FirstOrDefault() ?? RecordSetXml.Write(set))),
            .. after.Records.Where(set => old.TryGetValue(Key(set), out var known) && !IsSame(known, set))
                .Select(set => new RecordSetChange("UPSERT", RecordSetXml.Write(set))),
            .. after.Records.Where(set => !old.ContainsKey(Key(set)))
                .Select(set => new RecordSetChange("CREATE", RecordSetXml.Write(set))),
        ];
    }

    private static (string Name, string Type, string? SetIdentifier) Key(DnsRecordSet set) => (DomainText.Plain(set.Name), set.Type, set.SetIdentifier);

    private static bool IsSame(DnsRecordSet left, DnsRecordSet right) => new DnsState([left]).IsSameAs(new DnsState([right]));
}
