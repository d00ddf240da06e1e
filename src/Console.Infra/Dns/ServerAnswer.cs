using System.Collections.Immutable;
using DnsClient;
using DnsClient.Protocol;

namespace IncidentConsole.Infra.Dns;

/// <summary>What one server answered to one question, or to several put together.</summary>
/// <param name="Targets">Where the name leads: names (lower case, without the final dot) when it is a CNAME, else addresses.</param>
/// <param name="Addresses">Every address in the answer, at whatever end of an alias chain.</param>
/// <param name="TimeToLive">Of the name's own record; the lowest of several.</param>
/// <param name="Silence">Why there is no answer; null when there is one.</param>
/// <param name="Code">The response code's name when it is an error, such as <c>NXDOMAIN</c>; null otherwise.</param>
internal sealed record ServerAnswer(
    ImmutableSortedSet<string> Targets, ImmutableSortedSet<string> Addresses, TimeSpan? TimeToLive, string? Silence, string? Code)
{
    public static ServerAnswer Silent(string reason) => new([], [], null, reason, null);

    public static ServerAnswer From(string domain, IDnsQueryResponse response)
    {
        var own = response.Answers.Where(record => DomainText.AreSame(record.DomainName.Value, domain)).ToList();
        return new(
            [.. own.Select(Target).OfType<string>()],
            [.. response.Answers.AddressRecords().Select(record => record.Address.ToString())],
            // As it was answered: the library's own TimeToLive counts down from then on.
            own.Count == 0 ? null : TimeSpan.FromSeconds(own.Min(record => record.InitialTimeToLive)),
            null,
            response.HasError ? Mnemonic(response.Header.ResponseCode) : null);
    }

    /// <summary>The answers that came, as one; silent only when none came.</summary>
    public static ServerAnswer Together(IReadOnlyList<ServerAnswer> answers)
    {
        var heard = answers.Where(answer => answer.Silence is null).ToList();
        return heard.Count == 0 ? answers[0] : new(
            [.. heard.SelectMany(answer => answer.Targets)],
            [.. heard.SelectMany(answer => answer.Addresses)],
            heard.Min(answer => answer.TimeToLive),
            null,
            heard.Select(answer => answer.Code).FirstOrDefault(code => code is not null));
    }

    /// <summary>This answer, with the targets of another one about the same name.</summary>
    public ServerAnswer LeadingAlsoTo(ServerAnswer other) => Silence is not null ? this
        : this with { Targets = Targets.Union(other.Targets), Addresses = Addresses.Union(other.Addresses) };

    // As every tool writes them (RFC 2136, 2.2).
    private static string Mnemonic(DnsHeaderResponseCode code) => code switch
    {
        DnsHeaderResponseCode.NotExistentDomain => "NXDOMAIN",
        DnsHeaderResponseCode.ServerFailure => "SERVFAIL",
        DnsHeaderResponseCode.Refused => "REFUSED",
        DnsHeaderResponseCode.FormatError => "FORMERR",
        DnsHeaderResponseCode.NotImplemented => "NOTIMP",
        _ => code.ToString(),
    };

    private static string? Target(DnsResourceRecord record) => record switch
    {
        CNameRecord alias => DomainText.Plain(alias.CanonicalName.Value),
        AddressRecord address => address.Address.ToString(),
        _ => null,
    };
}
