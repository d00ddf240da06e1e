using IncidentConsole.Domain.Incidents.Chain;
using IncidentConsole.Infra.Tests.Wal;
using IncidentConsole.Infra.Wal;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Tests.Postgres;

/// <summary>Somebody with the database's own superuser changes what was recorded: real Postgres, and heads in a bucket.</summary>
public sealed class TamperingTests(PostgresFixture postgres)
{
    private const string Unlock = "alter table timeline disable trigger insert_only; ";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", null)]
    [InlineData("update timeline set event = replace(event::text, 'third', 'worst')::json where sequence = 3", 3)]
    [InlineData("delete from timeline where sequence = 3", 3)]
    [InlineData("update timeline set sequence = 99 where sequence = 3; update timeline set sequence = 3 where sequence = 4; update timeline set sequence = 4 where sequence = 99", 3)]
    [InlineData("delete from timeline where sequence > 4", 5)]
    public async Task Changed_deleted_reordered_and_cut_off_rows_are_each_detected(string sql, int? broken)
    {
        await using var rig = await WalRig.StartAsync();
        using var buckets = new WalBuckets(Options.Create(rig.Options));
        var anchors = new ChainAnchors(buckets, Options.Create(rig.Options), rig.Time);
        var database = await postgres.CloneAsync();
        await using var console = new ConsoleOnPostgres(database.ConnectionString);
        var incident = await console.Log.OpenAsync("first", "second", "third", "fourth", "fifth");
        var last = (await console.Log.ReadAllAsync(incident))[^1];
        await anchors.KeepAsync("us-east S3", incident, new(last.Sequence, last.Hash, rig.Time.GetUtcNow()), Cancellation);

        if (sql.Length > 0) await database.ExecuteAsync(Unlock + sql);
        var finding = await new ChainCheck(console.Log, anchors).RunAsync(incident, Cancellation);

        Assert.Equal((broken is null, (long?)broken), (finding.Verdict.IsIntact, finding.Verdict.FirstBroken));
        Assert.Equal(["eu-west S3 keeps no head of this incident"], finding.NotAsked);
    }

    [Fact]
    public async Task A_dark_region_is_named_and_the_other_still_shows_the_cut()
    {
        await using var rig = await WalRig.StartAsync();
        rig.Options.Regions["eu-west"] = new WalRegion { Bucket = "flk-wal-eu-west", ServiceUrl = new Uri("http://127.0.0.1:1"), AccessKey = "a", SecretKey = "b", PathStyle = true };
        using var buckets = new WalBuckets(Options.Create(rig.Options));
        var anchors = new ChainAnchors(buckets, Options.Create(rig.Options), rig.Time);
        await Assert.ThrowsAnyAsync<Exception>(() => anchors.KeepAsync("eu-west S3", 1, new(1, "x", rig.Time.GetUtcNow()), Cancellation));
        await anchors.KeepAsync("us-east S3", 1, new(7, "abcd", rig.Time.GetUtcNow()), Cancellation);
        Assert.Equal((7L, "abcd"), await anchors.ReadAsync("us-east S3", 1, Cancellation) is { } anchor ? (anchor.Sequence!.Value, anchor.Head) : default);
    }
}
