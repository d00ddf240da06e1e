using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Infra.Dns;

internal static class Destinations
{
    /// <summary>Where answers may lead: records with a weight, or all when none has any (then all of them may be answered).</summary>
    public static ImmutableSortedSet<string> Of(DnsState state)
    {
        var answered = state.Records.Where(record => state.EffectiveWeight(record) > 0);
        return [.. answered.SelectMany(record => record.Destinations).Select(DomainText.Plain)];
    }
}
