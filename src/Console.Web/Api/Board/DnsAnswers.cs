using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Web.Api.Board;

/// <summary>What the public name answers, and what the provider keeps for it.</summary>
/// <param name="Records">Null until the provider has been asked once.</param>
internal sealed record DnsAnswers(string PublicName, IReadOnlyList<NameServerAnswer> Servers, DateTimeOffset? ObservedAt, DnsRecordsAnswer? Records)
{
    public static DnsAnswers Of(FleetSnapshot fleet, FleetPolicy policy, DateTimeOffset now) => new(
        policy.PublicName,
        fleet.Dns is { } dns ? [.. dns.Answers.Select(answer => NameServerAnswer.Of(dns, answer, now))] : [],
        fleet.Dns?.ObservedAt,
        fleet.DnsRecords is { } records ? DnsRecordsAnswer.Of(records, now) : null);
}

/// <param name="Regions">Where its recent answers lead.</param>
/// <param name="TtlSeconds">What is left of it at a resolver, all of it at an authoritative server.</param>
internal sealed record NameServerAnswer(string Server, bool Authoritative, Health Health, IReadOnlyList<string> Regions, double? TtlSeconds, string Detail)
{
    public static NameServerAnswer Of(DnsTruth dns, DnsAnswer answer, DateTimeOffset now) => new(
        answer.Server, answer.IsAuthoritative, dns.HealthAt(answer.Health, now), [.. answer.Regions.Select(region => region.Value)],
        answer.TimeToLive?.TotalSeconds, dns.DetailAt(answer.Detail, now));
}

/// <param name="Lines">The record sets as previews show them.</param>
internal sealed record DnsRecordsAnswer(Health Health, IReadOnlyList<string> Lines, DateTimeOffset ObservedAt, string Detail)
{
    public static DnsRecordsAnswer Of(DnsRecords records, DateTimeOffset now) =>
        new(records.HealthAt(records.Health, now), records.State?.Lines ?? [], records.ObservedAt, records.DetailAt(records.Detail, now));
}
