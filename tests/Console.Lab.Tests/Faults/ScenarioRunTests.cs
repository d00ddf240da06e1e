using IncidentConsole.Lab.Faults;
using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Lab.Tests.Faults;

public sealed class ScenarioRunTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly FaultBoard faults;
    private readonly ScenarioRun run;

    public ScenarioRunTests()
    {
        faults = new(time);
        run = new(faults, () => Task.CompletedTask, time);
    }

    public void Dispose() => run.Dispose();

    [Fact]
    public void Every_fault_of_every_scenario_is_one_the_catalog_knows_with_arguments_it_takes()
    {
        foreach (var fault in ScenarioCatalog.All.SelectMany(scenario => scenario.Faults))
        {
            var kind = FaultCatalog.Find(fault.Name);
            Assert.True(kind is not null, $"There is no fault {fault.Name}.");
            var body = System.Text.Json.JsonSerializer.SerializeToElement(fault.Arguments);
            Assert.Null(FaultRequest.Read(kind, body, null).Error);
        }
    }

    [Fact]
    public async Task A_later_fault_comes_later_and_the_end_undoes_all_and_keeps_it_from_coming()
    {
        var scenario = ScenarioCatalog.Find("lag-beyond-rpo")!;
        Assert.True(await run.TryStartAsync(scenario, "ada"));
        Assert.Equal(["replication-stop"], faults.Active.Select(fault => fault.Name));
        Assert.False(await run.TryStartAsync(scenario, "grace"));

        time.Advance(TimeSpan.FromSeconds(150));
        await Eventually.TrueAsync(() => faults.IsOn("region-down", "eu-west"));

        await run.EndAsync();
        Assert.Empty(faults.Active);
        Assert.Null(run.Running);

        Assert.True(await run.TryStartAsync(scenario, "ada"));
        await run.EndAsync();
        time.Advance(TimeSpan.FromSeconds(151));
        Assert.True(await run.TryStartAsync(ScenarioCatalog.Find("dead-redis")!, "ada"));
        Assert.Equal(["redis-down"], faults.Active.Select(fault => fault.Name));
    }

    [Fact]
    public async Task A_scenario_does_not_start_over_faults_somebody_set()
    {
        faults.Set("redis-down", new Dictionary<string, string>());
        Assert.False(await run.TryStartAsync(ScenarioCatalog.All[0], "ada"));
        Assert.Null(run.Running);
    }
}
