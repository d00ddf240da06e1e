using IncidentConsole.Lab.Composition;
using Npgsql;
using StackExchange.Redis;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>Documents that only one region knows, so many that copying them takes a while.</summary>
internal static class Seeds
{
    private const string IntoRedis = """
        local ends = ARGV[2]
        for at = 1, tonumber(ARGV[1]) do redis.call('SET', 'pcs:seed-' .. at, '{"accepted":true,"at":' .. at .. '}', 'PXAT', ends) end
        """;

    private const string IntoWarm = """
        insert into pcs_dedup (pcs_id, result, expires_at, created_at)
        select 'seed-' || at, jsonb_build_object('accepted', true, 'at', at), timestamp '2999-01-01' + at * interval '1 second', timestamp '2000-01-01' + at * interval '1 second'
        from generate_series(1, $1) at
        """;

    public static async Task PlantAsync(RegionAddresses region, int inRedis, int inWarm)
    {
        await using (var redis = await ConnectionMultiplexer.ConnectAsync(region.Redis + DedupContents.Patient))
            await redis.GetDatabase().ScriptEvaluateAsync(IntoRedis, [], [inRedis, TimeProvider.System.GetUtcNow().AddDays(10).ToUnixTimeMilliseconds()]);
        await using var warm = NpgsqlDataSource.Create(region.WarmPostgres);
        await using var insert = warm.CreateCommand(IntoWarm);
        insert.CommandTimeout = 120;
        insert.Parameters.Add(new() { Value = inWarm });
        await insert.ExecuteNonQueryAsync();
    }

    /// <summary>All of a warm store's planted rows with every column, as one number.</summary>
    public static async Task<string> OfWarmAsync(RegionAddresses region)
    {
        await using var warm = NpgsqlDataSource.Create(region.WarmPostgres);
        await using var read = warm.CreateCommand("select count(*) || ' ' || md5(string_agg(row::text, '' order by pcs_id)) from (select pcs_id, result, expires_at, created_at from pcs_dedup where pcs_id like 'seed-%') row");
        return (string)(await read.ExecuteScalarAsync())!;
    }
}
