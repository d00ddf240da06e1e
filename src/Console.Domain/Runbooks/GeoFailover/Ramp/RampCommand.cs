using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

/// <summary>The ramp for a shell, from the records as they are known now.</summary>
internal static class RampCommand
{
    public static string Of(RegionId region, DnsState? records, FleetPolicy policy, Func<DnsState, DnsState, string> change)
    {
        var lines = new List<string>();
        foreach (var step in RampPlan.Of(policy, region).Steps)
        {
            if (records is null || RampWeights.At(records, region, step.Share, policy) is not { } after)
            {
                lines.Add($"# {region} to {Text.Number(step.Share)} %: the records are not known as a weighted set now");
                continue;
            }
            if (!records.IsSameAs(after)) lines.Add(change(records, after));
            lines.Add($"sleep {step.Hold.TotalSeconds:0}  # {region} at {Text.Number(step.Share)} %: go on only while errors, latency and dedup hits stay good");
            records = after;
        }
        return string.Join('\n', lines);
    }
}
