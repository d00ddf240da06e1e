using System.Collections.Immutable;

namespace IncidentConsole.Domain.Fleet;

/// <summary>What the public name really answers: each authoritative server and several resolvers.</summary>
public sealed record DnsTruth(
    string PublicName,
    ImmutableArray<DnsAnswer> Answers,
    string Source,
    DateTimeOffset ObservedAt,
    TimeSpan Cadence) : Observation(Source, ObservedAt, Cadence)
{
    public IEnumerable<DnsAnswer> Authoritative => Answers.Where(answer => answer.IsAuthoritative);

    public IEnumerable<DnsAnswer> Resolvers => Answers.Where(answer => !answer.IsAuthoritative);

    /// <summary>Every region any authoritative server answers; null while one of them is not known.</summary>
    public ImmutableSortedSet<RegionId>? AuthoritativeRegions =>
        Authoritative.Any() && Authoritative.All(answer => answer.Health == Health.Pass && !answer.Regions.IsEmpty)
            ? [.. Authoritative.SelectMany(answer => answer.Regions)]
            : null;

    protected override IEnumerable<double?> Numbers => Answers.Select(answer => answer.TimeToLive?.TotalSeconds);

    /// <summary>One server that was silent for a moment does not make an old answer new; not having known for longer does.</summary>
    public override FleetSnapshot ApplyTo(FleetSnapshot snapshot)
    {
        if (AuthoritativeRegions is not { } now) return snapshot with { Dns = this };
        var isAsBefore = snapshot.LastKnownDns is { } before && !before.IsStale(ObservedAt) && now.SetEquals(before.AuthoritativeRegions!);
        return snapshot with { Dns = this, LastKnownDns = this, DnsSince = isAsBefore ? snapshot.DnsSince : ObservedAt };
    }
}

/// <summary>The answer of one server.</summary>
/// <param name="Server">Its address or name.</param>
/// <param name="Health">Unknown when it did not answer.</param>
/// <param name="Regions">Regions its recent answers lead to. Weighted records answer at random, so several queries stand behind this.</param>
/// <param name="TimeToLive">What is left of the TTL at a resolver, the full TTL at an authoritative server.</param>
public sealed record DnsAnswer(
    string Server,
    bool IsAuthoritative,
    Health Health,
    ImmutableSortedSet<RegionId> Regions,
    TimeSpan? TimeToLive,
    string Detail)
{
    /// <summary>Names and addresses it answers that are known to be no region's.</summary>
    public ImmutableSortedSet<string> OffTarget { get; init; } = [];
}
