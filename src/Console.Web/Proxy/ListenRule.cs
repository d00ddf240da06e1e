using System.Net;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Web.Security;

namespace IncidentConsole.Web.Proxy;

/// <summary>
/// Where it may listen for plain HTTP: on loopback; elsewhere only behind known proxies that end TLS. Kestrel takes every host that is
/// no address, and so
/// every mistyped one, for “all interfaces”: that is refused by name.
/// </summary>
internal sealed class ListenRule : IConfigurationRule
{
    private const string Trusting = "FORWARDEDHEADERS_ENABLED";

    public IEnumerable<(string Key, string Problem)> Errors(IConfiguration configuration)
    {
        if (bool.TryParse(configuration[Trusting], out var trusting) && trusting)
            yield return ($"ASPNETCORE_{Trusting}",
                "believes the address anybody sends. Leave it out and name the proxies in Proxy:Known.");
        var allowed = configuration.GetSection(AccessOptions.Section).AllowsPlainHttp();
        var behindProxies = configuration.GetSection($"{ProxyOptions.Section}:{nameof(ProxyOptions.Known)}").GetChildren().Any();
        foreach (var (key, url) in Urls(configuration))
            if (Problem(url, allowed, behindProxies) is { } problem) yield return (key, problem);
    }

    private static string? Problem(string url, bool allowed, bool behindProxies)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            return $"“{url}” is no address to listen on, such as http://127.0.0.1:5080.";
        }
        if (address.IsUnixPipe || address.IsNamedPipe) return null;
        // A colon is left in the host when what follows it is no port.
        if (address.Host.Contains(':', StringComparison.Ordinal) && !IPAddress.TryParse(address.Host, out _))
            return $"“{url}” has no valid port; it would listen on port {address.Port} of all interfaces.";
        if (address.Scheme != Uri.UriSchemeHttp || IsLoopback(address.Host)) return null;
        return allowed
            ? $"“{url}” takes plain HTTP beyond loopback, and Access:AllowPlainHttp is set. Listen on 127.0.0.1, or leave it out and end TLS."
            : behindProxies ? null
            : $"“{url}” takes plain HTTP beyond loopback. Use https://, or name the proxies that end TLS in Proxy:Known.";
    }

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host, out var address)
            && IPAddress.IsLoopback(address);

    // The first that is given is the one Kestrel takes; images of the runtime come with http_ports set.
    private static List<(string Key, string Url)> Urls(IConfiguration configuration) =>
        Endpoints(configuration) is { Count: > 0 } endpoints ? endpoints
        : Listed(configuration, "urls", url => url) is { Count: > 0 } urls ? urls
        : Listed(configuration, "http_ports", port => $"http://*:{port}");

    private static List<(string Key, string Url)> Endpoints(IConfiguration configuration) =>
        [.. configuration.GetSection("Kestrel:Endpoints").GetChildren().Where(endpoint => endpoint["Url"] is not null)
            .Select(endpoint => ($"{endpoint.Path}:Url", endpoint["Url"]!))];

    private static List<(string Key, string Url)> Listed(IConfiguration configuration, string key, Func<string, string> url) =>
        [.. (configuration[key] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(each => (key, url(each)))];
}
