using System.ComponentModel.DataAnnotations;
using System.Net;
using IncidentConsole.Infra.Configuration;

namespace IncidentConsole.Infra.Backends;

/// <summary>Section <c>Backends:UserPath</c>: one request as a user makes it.</summary>
public sealed class UserPathOptions : IValidatableObject
{
    /// <summary>The public name with its port: <c>https://api.example.com</c>.</summary>
    [Required, HttpAddress]
    public Uri? Url { get; init; }

    /// <summary>Resolvers as <c>address</c> or <c>address:port</c>, asked in turn: users do not all share one cache.</summary>
    [Required, MinLength(1)]
    public IList<string> Resolvers { get; init; } = [];

    [Range(typeof(TimeSpan), "00:00:00.2000000", "00:10:00")]
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(1);

    [Range(typeof(TimeSpan), "00:00:00.1000000", "00:05:00")]
    public TimeSpan TimeBox { get; init; } = TimeSpan.FromSeconds(2);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Resolvers
        .Where(resolver => !IPEndPoint.TryParse(resolver, out _))
        .Select(resolver => new ValidationResult($"\"{resolver}\" is not an address or address:port.", [nameof(Resolvers)]));

    internal IEnumerable<IPEndPoint> ResolverEndPoints => Resolvers
        .Select(IPEndPoint.Parse)
        .Select(resolver => resolver.Port == 0 ? new IPEndPoint(resolver.Address, 53) : resolver);
}
