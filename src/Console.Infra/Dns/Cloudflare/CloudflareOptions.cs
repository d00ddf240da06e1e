using System.ComponentModel.DataAnnotations;
using IncidentConsole.Infra.Configuration;

namespace IncidentConsole.Infra.Dns.Cloudflare;

/// <summary>Configuration section <c>Dns:Cloudflare</c>.</summary>
public sealed class CloudflareOptions : IValidatableObject
{
    private const string Identifier = "^[0-9a-f]{32}$";

    /// <summary>The zone that holds the public name: 32 hexadecimal digits.</summary>
    [Required, RegularExpression(Identifier)]
    public string ZoneId { get; init; } = "";

    /// <summary>An API token (not the global key) with DNS Write, or with Load Balancers Write and Monitors and Pools Read.</summary>
    [Required, RegularExpression("^[A-Za-z0-9_-]+$", ErrorMessage = "The {0} must be an API token: letters, digits, - and _.")]
    public string ApiToken { get; init; } = "";

    /// <summary>The load balancer of the public name; empty where the name is a plain record.</summary>
    [RegularExpression(Identifier)]
    public string? LoadBalancerId { get; init; }

    /// <summary>The account that owns the pools; needed with a load balancer or health checks.</summary>
    [RegularExpression(Identifier)]
    public string? AccountId { get; init; }

    [Required, HttpAddress]
    public Uri? ServiceUrl { get; init; } = new("https://api.cloudflare.com/client/v4");

    /// <summary>How long one call may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5000000", "00:01:00")]
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a throttled change is sent again and again before it counts as refused.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5000000", "00:10:00")]
    public TimeSpan ThrottlePatience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Region to the id of the pool whose monitor watches it; a region without one has no such vantage point.</summary>
    public IDictionary<string, string> HealthChecks { get; init; } = new Dictionary<string, string>();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(AccountId) && (HealthChecks.Count > 0 || !string.IsNullOrEmpty(LoadBalancerId)))
            yield return new ValidationResult("is missing; pools belong to an account", [nameof(AccountId)]);
    }
}
