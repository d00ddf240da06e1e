using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Actions;

/// <summary>Records of the public name that lead users to no region of the fleet.</summary>
public static class OffTargetRecords
{
    /// <summary>Each that is answered, with its share: <c>weight 100 of 200 leads to 198.51.100.7, no region</c>.</summary>
    /// <param name="offTarget">Destinations that are known to be no region's.</param>
    public static IEnumerable<string> Of(DnsState state, IReadOnlySet<string> offTarget) =>
        from record in state.Records
        where state.EffectiveWeight(record) > 0
        let strays = record.Destinations.Where(offTarget.Contains).ToList()
        where strays.Count > 0
        select $"{Share(state, record)}leads to {string.Join(", ", strays)}, no region";

    private static string Share(DnsState state, DnsRecordSet record)
    {
        var total = state.Records.Where(other => other.Type == record.Type).Sum(other => other.Weight ?? 0);
        return record.IsWeighted ? $"weight {Text.Number(record.Weight!.Value)} of {Text.Number(total)} " : $"the {record.Type} record ";
    }
}
