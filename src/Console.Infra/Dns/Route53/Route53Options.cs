using System.ComponentModel.DataAnnotations;
using IncidentConsole.Infra.Configuration;

namespace IncidentConsole.Infra.Dns.Route53;

/// <summary>Configuration section <c>Dns:Route53</c>.</summary>
public sealed class Route53Options : IValidatableObject
{
    /// <summary>The zone that holds the public name, such as <c>Z0123456789ABCDEFGHIJ</c>.</summary>
    [Required, RegularExpression("^(/hostedzone/)?[A-Z0-9]{1,32}$")]
    public string HostedZoneId { get; init; } = "";

    /// <summary>Empty for AWS itself.</summary>
    [HttpAddress]
    public Uri? ServiceUrl { get; init; }

    /// <summary>Empty, with <see cref="SecretKey"/>, for the SDK's credential chain.</summary>
    public string? AccessKey { get; init; }

    public string? SecretKey { get; init; }

    /// <summary>How long one call may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5000000", "00:01:00")]
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a throttled change is sent again and again before it counts as refused.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5000000", "00:10:00")]
    public TimeSpan ThrottlePatience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Region to the id of the health check that watches it; a region without one has no such vantage point.</summary>
    public IDictionary<string, string> HealthChecks { get; init; } = new Dictionary<string, string>();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(AccessKey) != string.IsNullOrEmpty(SecretKey))
            yield return new ValidationResult("Give both AccessKey and SecretKey, or neither.", [nameof(AccessKey), nameof(SecretKey)]);
    }
}
