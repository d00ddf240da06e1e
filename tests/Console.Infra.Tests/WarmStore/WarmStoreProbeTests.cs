using System.Net;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Tests.Postgres;
using IncidentConsole.Infra.WarmStore;
using IncidentConsole.Lab.Network;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.Tests.WarmStore;

public class WarmStoreProbeTests(PostgresFixture postgres)
{
    private const string Table = "create table pcs_dedup (pcs_id varchar primary key, result jsonb, expires_at timestamp, created_at timestamp)";

    [Fact]
    public async Task A_store_that_answers_passes_with_its_time()
    {
        var database = await postgres.CreateEmptyAsync();
        await database.ExecuteAsync(Table);

        var reading = await ReadAsync(database.ConnectionString);

        Assert.Equal(
            (new RegionId("eu-west"), Signals.WarmStore, Health.Pass, "ms", "eu-west warm store"),
            (reading.Region, reading.Signal, reading.Health, reading.Unit, reading.Source));
        Assert.NotNull(reading.Value);
        Assert.Matches(@"^\d+(\.\d)? ms$", reading.Detail);
    }

    [Fact]
    public async Task A_slow_answer_fails_with_its_time()
    {
        var database = await postgres.CreateEmptyAsync();
        await database.ExecuteAsync(Table);
        await using var gate = GateTo(postgres.Port);
        gate.Set(GateMode.Slow(TimeSpan.FromMilliseconds(100)));

        var reading = await ReadAsync(database.ThroughPort(gate.Address.Port), slowAfter: "00:00:00.0500000");

        Assert.Equal((Health.Fail, 50d), (reading.Health, reading.Threshold));
        Assert.True(reading.Value > 50);
    }

    [Fact]
    public async Task An_error_answer_fails_in_the_store_s_own_words()
    {
        var database = await postgres.CreateEmptyAsync();

        var reading = await ReadAsync(database.ConnectionString);

        Assert.Equal((Health.Fail, "relation \"pcs_dedup\" does not exist"), (reading.Health, reading.Detail));
    }

    [Fact]
    public async Task A_store_that_is_not_there_is_unknown_not_failed()
    {
        var probe = Probe($"Host=127.0.0.1;Port={FreePorts.Next()};Database=warm;Username=u;Password=p");

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => probe.ReadAsync(TestContext.Current.CancellationToken));

        Assert.Equal("connection refused", Reason.Of(failure, probe.TimeBox));
        var reading = Assert.IsType<Reading>(Assert.Single(probe.CouldNotAsk("connection refused", default)));
        Assert.Equal((Health.Unknown, Signals.WarmStore, "connection refused"), (reading.Health, reading.Signal, reading.Detail));
    }

    [Fact]
    public async Task An_account_that_may_not_ask_is_unknown_not_failed()
    {
        var database = await postgres.CreateEmptyAsync();
        var probe = Probe($"{database.ConnectionString};Password=hunter2");

        var failure = await Assert.ThrowsAsync<CouldNotAskException>(() => probe.ReadAsync(TestContext.Current.CancellationToken));

        Assert.Equal("signing in was refused", failure.Message);
    }

    private static async Task<Reading> ReadAsync(string connectionString, string slowAfter = "00:00:30") =>
        Assert.IsType<Reading>(Assert.Single(await Probe(connectionString, slowAfter).ReadAsync(TestContext.Current.CancellationToken)));

    private static IProbe Probe(string connectionString, string slowAfter = "00:00:30") => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["WarmStore:SlowAfter"] = slowAfter,
            ["WarmStore:Regions:eu-west:ConnectionString"] = connectionString,
        }).Build())
        .AddSingleton(TimeProvider.System)
        .AddWarmStore()
        .BuildServiceProvider()
        .GetRequiredService<IProbeSet>().Probes.Single();

    private static Gate GateTo(int port) =>
        new(new IPEndPoint(IPAddress.Loopback, FreePorts.Next()), new IPEndPoint(IPAddress.Loopback, port), TimeProvider.System);
}
