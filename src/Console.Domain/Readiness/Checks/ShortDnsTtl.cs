using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Readiness.Checks;

/// <summary>The TTL of the public name as its provider keeps it: the tail of every failover.</summary>
public sealed class ShortDnsTtl(Live<FleetSnapshot> fleet, FleetPolicy policy, TimeProvider time) : IReadinessCheck
{
    public string Key => "dns-ttl";
    public string Title => $"The public name's TTL is at most {Text.Span(policy.Readiness.DnsTtl)}";
    public ReadinessGroup Group => ReadinessGroup.Fleet;
    public TimeSpan Every => TimeSpan.FromSeconds(10);

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(Of(fleet.Current.DnsRecords, policy, time.GetUtcNow()));

    public static ReadinessFinding Of(DnsRecords? records, FleetPolicy policy, DateTimeOffset now)
    {
        if (records is null) return ReadinessFinding.Unknown("the records have not been read yet");
        if (records.State is not { } state || records.IsStale(now)) return ReadinessFinding.NotAsked(records.State is null ? records.Detail : $"last read {Text.Age(now - records.ObservedAt)}");
        // An alias has the TTL of what it leads to: a minute at the provider's own load balancers.
        if (state.Records.Where(record => record.TimeToLive is not null).MaxBy(record => record.TimeToLive) is not { } longest)
            return ReadinessFinding.Unknown($"{policy.PublicName} is an alias: its TTL is its target's");
        var words = $"{policy.PublicName}: {Text.Span(TimeSpan.FromSeconds(longest.TimeToLive!.Value))}";
        return longest.TimeToLive <= policy.Readiness.DnsTtl.TotalSeconds ? ReadinessFinding.Pass(words)
            : ReadinessFinding.Fail(words, $"Set the TTL of {policy.PublicName} to {Text.Span(policy.Readiness.DnsTtl)}: users stay with a dead region that long.");
    }
}
