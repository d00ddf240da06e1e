using System.ComponentModel.DataAnnotations;
using IncidentConsole.Infra.Dns.Cloudflare;
using IncidentConsole.Infra.Dns.Route53;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Dns;

/// <summary>Configuration section <c>Dns</c>: who is asked about the public name, and where it is changed.</summary>
public sealed class DnsOptions : ProbeOptions, IValidatableObject
{
    /// <summary>The zone's authoritative servers, <c>host</c> or <c>host:port</c>.</summary>
    [MinLength(1)]
    public IList<string> Nameservers { get; init; } = [];

    /// <summary>Resolvers that users stand behind, <c>host</c> or <c>host:port</c>.</summary>
    [MinLength(1)]
    public IList<string> Resolvers { get; init; } = [];

    /// <summary>Questions to each authoritative server in one look: weighted records answer at random.</summary>
    [Range(1, 64)]
    public int Questions { get; init; } = 12;

    /// <summary>How long a change is followed before it counts as stuck.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan FollowFor { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Who keeps the zone of the public name: its section below is needed, the other's is not.</summary>
    [EnumDataType(typeof(DnsProviderName))]
    public DnsProviderName Provider { get; init; }

    public Route53Options? Route53 { get; init; }

    public CloudflareOptions? Cloudflare { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (list, key) in new[] { (Nameservers, nameof(Nameservers)), (Resolvers, nameof(Resolvers)) })
            for (var i = 0; i < list.Count; i++)
                if (!ServerAddress.TryParse(list[i], out _))
                    yield return new ValidationResult($"'{list[i]}' is no server: write host or host:port.", [$"{key}:{i}"]);
        if (Provider == DnsProviderName.Route53 ? Route53 is null : Cloudflare is null)
            yield return new ValidationResult($"is missing; Dns:Provider is {Provider}", [Provider.ToString()]);
    }
}
