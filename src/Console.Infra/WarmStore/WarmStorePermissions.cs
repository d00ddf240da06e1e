using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Readiness;
using Npgsql;

namespace IncidentConsole.Infra.WarmStore;

/// <summary>Whether the console's account may read the warm stores and add to them, by Postgres' own word.</summary>
internal sealed class WarmStorePermissions(WarmStores stores, TimeProvider time) : IReadinessCheck
{
    private const string Question = "select has_table_privilege('pcs_dedup', 'select'), has_table_privilege('pcs_dedup', 'insert'), current_user::text";

    public string Key => "warm-store-permissions";
    public string Title => "The console may read and insert in the warm stores";
    public ReadinessGroup Group => ReadinessGroup.DryRun;
    public TimeSpan Every => TimeSpan.FromMinutes(2);

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) =>
        Places.AskAsync(stores.All, store => store.Key.Value, (store, token) => CheckAsync(store.Key, store.Value, token), time, cancellationToken);

    private static async Task<ReadinessFinding> CheckAsync(RegionId region, NpgsqlDataSource store, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = store.CreateCommand(Question);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            var (mayRead, mayInsert, user) = (reader.GetBoolean(0), reader.GetBoolean(1), reader.GetString(2));
            return mayRead && mayInsert ? ReadinessFinding.Pass($"{user} may")
                : ReadinessFinding.Fail($"{user} may not {(mayRead ? "insert" : mayInsert ? "select" : "select, nor insert")}", $"grant select, insert on pcs_dedup to {user}; -- {region}");
        }
        catch (PostgresException answer) when (WarmStoreFailure.IsAnswer(answer))
        {
            return ReadinessFinding.Fail(answer.MessageText, $"Look at WarmStore:Regions:{region}:ConnectionString and the schema there.");
        }
        catch (NpgsqlException away) when (WarmStoreFailure.Reason(away) is { } reason)
        {
            throw new CouldNotAskException(reason, away);
        }
    }
}
