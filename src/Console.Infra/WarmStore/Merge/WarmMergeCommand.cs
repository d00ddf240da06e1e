using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Configuration;
using Npgsql;

namespace IncidentConsole.Infra.WarmStore.Merge;

/// <summary>The merge for a shell. Passwords stay in variables.</summary>
internal static class WarmMergeCommand
{
    private const string Merge = """
        merge() {
          "$1" -c 'copy (select pcs_id, result, expires_at, created_at from pcs_dedup) to stdout' |
          "$2" -c 'create temp table offered (like pcs_dedup)' \
               -c 'copy offered (pcs_id, result, expires_at, created_at) from stdin' \
               -c 'insert into pcs_dedup select * from offered on conflict do nothing'
        }
        """;

    public static string Of(IReadOnlyList<Link> legs, WarmStoreOptions options) => string.Join('\n',
    [
        .. legs.Select(leg => Client(leg.From, options)),
        Merge,
        .. legs.Select(leg => $"merge {Function(leg.From)} {Function(leg.To)}"),
    ]);

    /// <summary>A shell function that is <c>psql</c> on a region's store.</summary>
    public static string Client(RegionId region, WarmStoreOptions options)
    {
        var store = new NpgsqlConnectionStringBuilder(options.Regions[region.Value].ConnectionString);
        var where = $"host={store.Host} port={store.Port} dbname={store.Database}{(store.Username is { Length: > 0 } user ? $" user={user}" : "")}";
        var password = store.Password is { Length: > 0 } ? $"PGPASSWORD=\"${Function(region).ToUpperInvariant()}_PASSWORD\" " : "";
        return $"{Function(region)}() {{ {password}psql -q -v ON_ERROR_STOP=1 {ShellText.Quote(where)} \"$@\"; }}";
    }

    public static string Function(RegionId region) => region.Value.Replace('-', '_');
}
