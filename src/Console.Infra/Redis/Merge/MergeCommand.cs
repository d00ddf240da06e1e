using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Configuration;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis.Merge;

/// <summary>
/// The merge for a shell: key by key, hours where the console takes seconds, but right. <c>RESTORE</c> without <c>REPLACE</c> refuses a key
/// that is there. Passwords stay in variables.
/// </summary>
internal static class MergeCommand
{
    private const string Merge = """
        merge() {
          "$1" --scan --pattern 'pcs:*' | while IFS= read -r key; do
            ttl=$("$1" PTTL "$key" </dev/null)
            case "$ttl" in -2) continue ;; -1) ttl=0 ;; 0) ttl=1 ;; esac # gone; for ever, which RESTORE calls 0; about to go
            "$1" DUMP "$key" </dev/null | head -c -1 | "$2" -x RESTORE "$key" "$ttl" 2>&1 | grep -v -e '^OK$' -e '^BUSYKEY' -e '^$'
          done
        }
        """;

    public static string Of(IReadOnlyList<Link> legs, RedisOptions options) => string.Join('\n',
    [
        .. legs.Select(leg => Client(leg.From, ConfigurationOptions.Parse(options.Regions[leg.From.Value].Connection))),
        Merge,
        .. legs.Select(leg => $"merge {Function(leg.From)} {Function(leg.To)}"),
        "true # until nothing but the newest is missing: run it again",
    ]);

    private static string Client(RegionId region, ConfigurationOptions redis)
    {
        var (host, port) = redis.EndPoints[0] switch
        {
            System.Net.DnsEndPoint named => (named.Host, named.Port),
            var other when other is System.Net.IPEndPoint address => (address.Address.ToString(), address.Port),
            var other => (other.ToString()!, 6379),
        };
        var password = redis.Password is { Length: > 0 } ? $"REDISCLI_AUTH=\"${Function(region).ToUpperInvariant()}_PASSWORD\" " : "";
        var user = redis.User is { Length: > 0 } name ? $" --user {ShellText.Quote(name)}" : "";
        var database = redis.DefaultDatabase is > 0 and { } number ? $" -n {number}" : "";
        return $"{Function(region)}() {{ {password}redis-cli -h {ShellText.Quote(host)} -p {port}{(redis.Ssl ? " --tls" : "")}{user}{database} \"$@\"; }}";
    }

    private static string Function(RegionId region) => region.Value.Replace('-', '_');
}
