using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Tests.Postgres;
using IncidentConsole.Infra.WarmStore;
using Options = Microsoft.Extensions.Options.Options;

namespace IncidentConsole.Infra.Tests.Readiness;

public class PostgresReadinessTests(PostgresFixture postgres)
{
    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_warm_store_that_may_only_be_read_fails_and_names_the_grant()
    {
        var database = await postgres.CreateEmptyAsync();
        await database.ExecuteAsync("create table pcs_dedup (pcs_id varchar primary key, result jsonb, expires_at timestamp, created_at timestamp)");
        Assert.Equal(Health.Pass, (await WarmAsync(database.ConnectionString)).Verdict);

        var reader = $"reader_{Guid.NewGuid():N}";
        await database.ExecuteAsync($"create role {reader}; grant select on pcs_dedup to {reader}");
        var finding = await WarmAsync($"{database.ConnectionString};Options=-c role={reader}");

        Assert.Equal((Health.Fail, $"eu-west: {reader} may not insert"), (finding.Verdict, finding.Detail));
        Assert.Contains($"grant select, insert on pcs_dedup to {reader}", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warm_store_without_the_table_fails_and_one_that_is_away_is_unknown()
    {
        var database = await postgres.CreateEmptyAsync();
        Assert.Equal(Health.Fail, (await WarmAsync(database.ConnectionString)).Verdict);
        Assert.Equal(Health.Unknown, (await WarmAsync("Host=127.0.0.1;Port=1;Database=warm;Username=u;Password=p")).Verdict);
    }

    [Fact]
    public async Task The_timelines_own_rights_are_asked_of_Postgres()
    {
        var database = await postgres.CreateEmptyAsync();
        await using var console = new ConsoleOnPostgres(database.ConnectionString);
        await console.MigrateAsync();
        Assert.Equal(Health.Pass, (await console.Check.CheckAsync(Ends)).Verdict);

        var reader = $"reader_{Guid.NewGuid():N}";
        await database.ExecuteAsync($"create role {reader}; grant select on incidents, timeline to {reader}");
        await using var reading = new ConsoleOnPostgres($"{database.ConnectionString};Options=-c role={reader}");
        var finding = await reading.Check.CheckAsync(Ends);

        Assert.Equal((Health.Fail, "the account lacks insert on incidents, insert on timeline, usage on incident_numbers"), (finding.Verdict, finding.Detail));
    }

    private static async Task<ReadinessFinding> WarmAsync(string connectionString)
    {
        var options = Options.Create(new WarmStoreOptions { TimeBox = TimeSpan.FromSeconds(30), Regions = new Dictionary<string, WarmStoreRegionOptions> { ["eu-west"] = new() { ConnectionString = connectionString } } });
        await using var stores = new WarmStores(options);
        return await new WarmStorePermissions(stores, TimeProvider.System).CheckAsync(Ends);
    }
}
