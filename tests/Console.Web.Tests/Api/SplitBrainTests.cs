using System.Net;
using System.Text.Json;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

/// <summary>Goes the whole way over the API, and tries to get around each gate on it.</summary>
public sealed class SplitBrainTests : IAsyncLifetime
{
    private readonly FakeDeployments deployments = new();
    private readonly Dictionary<string, FakeProcedure> procedures = new[]
    {
        DedupProcedures.Snapshot, DedupProcedures.Verify, DedupProcedures.ReadWals, DedupProcedures.Elect, DedupProcedures.Rebuild, DedupProcedures.Swap, DedupProcedures.Restore, DedupProcedures.Merge,
    }.ToDictionary(name => name, name => new FakeProcedure(name));

    private TestConsole console = null!;
    private HttpClient commander = null!;
    private string incident = "";

    public async ValueTask InitializeAsync()
    {
        // A second person is given a second, so that a test can go on alone.
        console = await TestConsole.StartAsync([deployments], [.. procedures.Values], "--Fleet:SecondPersonWait", "00:00:01");
        commander = console.As("commander");
        Compare(conflicts: 3);
        var declared = await commander.PostAsync("/api/v1/incidents", new { region = "eu-west", severity = "P2", kind = "real", runbook = "geo-split-brain" }, HttpStatusCode.Created);
        incident = $"/api/v1/incidents/{declared.GetProperty("number").GetInt32()}";
    }

    public async ValueTask DisposeAsync()
    {
        commander.Dispose();
        await console.DisposeAsync();
    }

    [Fact]
    public async Task It_is_declared_by_its_runbook_with_no_clock_of_a_failover_and_no_region_latched_out()
    {
        var answer = await commander.GetAsync(incident, HttpStatusCode.OK);

        Assert.Equal(("geo-split-brain", "drain-and-rebuild", 20), (answer.Text("runbook"), answer.Text("path"), answer.GetProperty("items").GetArrayLength()));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null, 0), (answer.GetProperty("rto").ValueKind, answer.GetProperty("rpo").ValueKind, answer.GetProperty("latchedOut").GetArrayLength()));
        await commander.PostAsync("/api/v1/incidents", new { region = "us-east", severity = "P2", kind = "real", runbook = "geo-split-brain" }, HttpStatusCode.Conflict);
        await commander.PostAsync("/api/v1/incidents", new { region = "us-east", severity = "P2", kind = "real", runbook = "geo-nap" }, HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Nothing_may_be_taken_out_of_its_order()
    {
        await RefusedAsync(6, "gate-second", "First eu-west, then us-east.");
        await RefusedAsync(7, "snapshot", "still take writes");
        foreach (var (item, action) in new[] { (9, "read"), (10, "elect"), (11, "rebuild"), (12, "swap") }) await RefusedAsync(item, action, "items 7 and 8");
        await RefusedAsync(12, "merge", "a merge leaves both in place");
        await RefusedAsync(12, "restore", "Nothing was put in place");
        await RefusedAsync(17, "resume-first", "is not drained");

        await DrainBothAsync();
        await DoAsync(7, "snapshot");
        await RefusedAsync(9, "read", "items 7 and 8");
        procedures[DedupProcedures.Verify].Succeeds = false;
        await DoAsync(8, "verify");
        await RefusedAsync(9, "read", "items 7 and 8");
        procedures[DedupProcedures.Verify].Succeeds = true;
        await DoAsync(8, "verify");
        await RefusedAsync(10, "elect", "item 9");
        await DoAsync(9, "read");
        await RefusedAsync(11, "rebuild", "item 10");
        await DoAsync(10, "elect");
        await RefusedAsync(12, "swap", "item 11");
        await RefusedAsync(17, "resume-second", "not proven alike");
        Assert.Empty(procedures[DedupProcedures.Swap].Calls);
    }

    [Fact]
    public async Task The_drain_that_stops_the_fleet_needs_its_name_typed_and_a_second_person()
    {
        await DoAsync(6, "gate-first");
        var plan = await PlanAsync(6, "gate-second");
        var confirm = $"{incident}/plans/{plan.Text("id")}/confirm";

        Assert.Contains("Type “us-east”", (await commander.PostAsync(confirm, null, HttpStatusCode.UnprocessableEntity)).Text("detail"), StringComparison.Ordinal);
        await commander.PostAsync(confirm, new { typed = "eu-west" }, HttpStatusCode.UnprocessableEntity);
        Assert.False(deployments.Of(World.UsEast).Environment.ContainsKey("DRAIN_WRITES"));
        using var responder = console.As("responder");
        await responder.PostAsync(confirm, new { typed = "us-east", alone = "me" }, HttpStatusCode.Forbidden);
        Assert.False(deployments.Of(World.UsEast).Environment.ContainsKey("DRAIN_WRITES"));
    }

    [Fact]
    public async Task Whoever_approved_the_drain_does_not_confirm_it()
    {
        await DoAsync(6, "gate-first");
        var at = $"{incident}/plans/{(await PlanAsync(6, "gate-second")).Text("id")}";
        using var deputy = console.As("deputy");
        await deputy.PostAsync($"{at}/approve", null, HttpStatusCode.OK);

        var refused = await deputy.PostAsync($"{at}/confirm", new { typed = "us-east", alone = "me" }, HttpStatusCode.Conflict);

        Assert.Contains("deputy approved this, so somebody else must confirm it", refused.Text("detail"), StringComparison.Ordinal);
        Assert.False(deployments.Of(World.UsEast).Environment.ContainsKey("DRAIN_WRITES"));
        await commander.PostAsync($"{at}/confirm", new { typed = "us-east" }, HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_drain_cannot_come_back_through_the_undo_of_its_undo()
    {
        await DrainBothAsync();
        var drain = (await commander.GetAsync(incident, HttpStatusCode.OK)).GetProperty("plans").EnumerateArray().Last(plan => plan.Text("action") == "gate-second");
        var undo = await commander.PostAsync($"{incident}/plans/{drain.Text("id")}/undo", null, HttpStatusCode.Created);
        await ConfirmAsync(undo);
        Assert.Empty(deployments.Of(World.UsEast).Environment);

        var again = await commander.PostAsync($"{incident}/plans/{undo.Text("id")}/undo", null, HttpStatusCode.Conflict);

        Assert.Contains("Draw it up as a drain", again.Text("detail"), StringComparison.Ordinal);
        Assert.Empty(deployments.Of(World.UsEast).Environment);
    }

    [Fact]
    public async Task The_whole_way_ends_with_both_regions_serving_as_before_and_cannot_be_resolved_while_drained()
    {
        await DrainBothAsync();
        await DoAsync(7, "snapshot");
        await DoAsync(8, "verify");
        await DoAsync(9, "read");
        await DoAsync(10, "elect");
        await DoAsync(11, "rebuild");
        var swap = await PlanAsync(12, "swap");
        await commander.PostAsync($"{incident}/plans/{swap.Text("id")}/confirm", new { typed = "us-east" }, HttpStatusCode.UnprocessableEntity);
        await ConfirmAsync(swap);

        await RefusedAsync(17, "resume-first", "not proven alike");
        Assert.Contains("still in effect", (await commander.PostAsync($"{incident}/resolve", new { reason = "over" }, HttpStatusCode.Conflict)).Text("detail"), StringComparison.Ordinal);
        Compare(conflicts: 0);
        await DoAsync(17, "resume-first");
        await DoAsync(17, "resume-second");

        Assert.Equal(["replicas 3"], deployments.Of(World.EuWest).Lines);
        Assert.Equal(["replicas 3"], deployments.Of(World.UsEast).Lines);
        Assert.Single(procedures.Values.SelectMany(procedure => procedure.Calls).Select(call => call.Arguments[DedupProcedures.SnapshotId]).Distinct());
        await commander.PostAsync($"{incident}/resolve", new { reason = "over", evenSo = true }, HttpStatusCode.OK);
    }

    private void Compare(long conflicts)
    {
        var now = TimeProvider.System.GetUtcNow();
        console.Fleet.Update(fleet => fleet.With([new DedupParity(World.EuWest, World.UsEast, conflicts == 0 ? Health.Pass : Health.Fail, 0, 0, conflicts, 0, 1000, 1000, [], TimeSpan.Zero, "Redis", now, TimeSpan.FromMinutes(1), "")], now));
    }

    private async Task DrainBothAsync()
    {
        await DoAsync(6, "gate-first");
        await DoAsync(6, "gate-second");
    }

    private async Task DoAsync(int item, string action) => await ConfirmAsync(await PlanAsync(item, action));

    private Task<JsonElement> PlanAsync(int item, string action) => commander.PostAsync($"{incident}/plans", new { item, action }, HttpStatusCode.Created);

    private async Task RefusedAsync(int item, string action, string words) =>
        Assert.Contains(words, (await commander.PostAsync($"{incident}/plans", new { item, action }, HttpStatusCode.Conflict)).Text("detail"), StringComparison.Ordinal);

    /// <summary>Types what is asked for, waits for the second person as long as it must, and for the end.</summary>
    private async Task ConfirmAsync(JsonElement plan)
    {
        var (id, number) = (Guid.Parse(plan.Text("id")), int.Parse(incident.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture));
        if (plan.GetProperty("needsSecondPerson").GetBoolean()) await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);
        await commander.PostAsync($"{incident}/plans/{id}/confirm", new { typed = plan.GetProperty("typedName").GetString(), alone = "nobody else is awake" }, HttpStatusCode.OK);

        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await foreach (var book in console.Services.GetRequiredService<IncidentDesk>().Book.WatchAsync(patience.Token))
            if (book.Find(number)?.Incident.Plan(id) is { EndedAt: not null }) return;
    }
}
