using System.ComponentModel.DataAnnotations;
using System.Net;

namespace IncidentConsole.Web.Proxy;

/// <summary>The proxies in front of the console, which end TLS: configuration section <c>Proxy</c>.</summary>
internal sealed class ProxyOptions : IValidatableObject
{
    public const string Section = "Proxy";

    /// <summary>
    /// Addresses, or networks as <c>10.0.0.0/8</c>. Only what they send is believed of <c>X-Forwarded-For</c> and
    /// <c>X-Forwarded-Proto</c>; nobody's when empty.
    /// </summary>
    public IList<string> Known { get; init; } = [];

    /// <summary>How many of them a request passes one after the other.</summary>
    [Range(1, 10)]
    public int Hops { get; init; } = 1;

    internal IEnumerable<IPNetwork> Networks => Known.Select(NetworkOf).OfType<IPNetwork>();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        for (var at = 0; at < Known.Count; at++)
            if (NetworkOf(Known[at]) is not { } network) yield return Error(at,
                $"“{Known[at]}” is neither an address nor a network such as 10.0.0.0/8.");
            else if (network.PrefixLength == 0) yield return Error(at,
                $"“{Known[at]}” is everybody: then whoever reaches the console chooses the address it records. Name the proxies.");
    }

    private static IPNetwork? NetworkOf(string text) =>
        IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(text, out var network) ? network
        : null;

    private static ValidationResult Error(int at, string problem) => new(problem, [$"{nameof(Known)}:{at}"]);
}
