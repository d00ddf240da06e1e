using System.Globalization;
using System.Text.RegularExpressions;
using IncidentConsole.Infra.Tests.Redis;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Tests.Defects;

public sealed partial class D55_Scan_of_redis_cli_asks_for_ten_keys_at_a_time(TwoRedis redis) : IClassFixture<TwoRedis>
{
    private const int Keys = 25_000;

    [Fact, Defect(55)]
    public async Task Over_2000_round_trips_where_the_console_makes_50()
    {
        using var shell = new Shell();
        await Task.WhenAll(redis.Left.AddEntriesAsync(0, Keys), redis.Right.AddEntriesAsync(0, Keys));

        await redis.Left.ExecuteAsync("CONFIG", "RESETSTAT");
        var count = await shell.ReadAsync(RunbookText.Lines(288, 290).At(redis.EuWest(), redis.UsEast()));
        var theirs = await ScansAsync(redis.Left);

        await redis.Left.ExecuteAsync("CONFIG", "RESETSTAT");
        var parity = await redis.ParityAsync();
        var ours = await ScansAsync(redis.Left);

        Assert.Equal($"eu-west keys: {Keys}, us-east keys: {Keys}\n", count);
        Assert.InRange(theirs, 2_000, 2_600);
        Assert.Equal(Keys, parity.KeysLeft);
        Assert.InRange(ours, 1, 60);
    }

    private static async Task<int> ScansAsync(IDatabase database) =>
        int.Parse(Calls().Match((string)(await database.ExecuteAsync("INFO", "commandstats"))!).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"cmdstat_scan:calls=(\d+)")]
    private static partial Regex Calls();
}
