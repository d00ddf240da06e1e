using System.Net;
using System.Text.Json;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

/// <summary>Tries to get around each interlock of a failover over the API. Each refusal is the page's sentence, and nothing has changed after it.</summary>
public sealed class InterlockTests : ApiTests
{
    [Fact]
    public async Task A_latched_region_gets_no_traffic_back_by_undoing_ramping_or_releasing()
    {
        var (incident, moved) = await FailedOverAsync();
        Console.See(World.EuWest, Health.Pass);

        Assert.Contains("eu-west is latched out", await RefusedAsync($"{incident}/plans/{moved}/undo", null), StringComparison.Ordinal);
        Assert.Contains("Item 14 comes first", await PlanRefusedAsync(incident, 16, "ramp"), StringComparison.Ordinal);
        Assert.Contains("stays latched out", await RefusedAsync($"{incident}/release", new { region = "eu-west", reason = "it looks fine" }), StringComparison.Ordinal);
        await Responder.PostAsync($"{incident}/release", new { region = "eu-west", reason = "it looks fine", force = true }, HttpStatusCode.Forbidden);
        Assert.Equal(1, Console.Dns.Applied);
    }

    [Fact]
    public async Task A_second_failover_waits_until_somebody_has_looked_at_the_first_in_whichever_incident()
    {
        var (incident, _) = await FailedOverAsync();
        // Somebody has set the weights past the console.
        Console.Dns.State = World.Weighted(50, 50);
        Assert.Contains("nobody has acknowledged it", await PlanRefusedAsync(incident, 2, "move-traffic"), StringComparison.Ordinal);

        Console.See(World.EuWest, Health.Pass);
        Console.See(World.UsEast, Health.Fail);
        var second = (await Commander.PostAsync("/api/v1/incidents", new { region = "us-east", severity = "P1", kind = "real" }, HttpStatusCode.Created)).GetProperty("number").GetInt32();
        Assert.Contains("nobody has acknowledged it", await PlanRefusedAsync($"/api/v1/incidents/{second}", 2, "move-traffic"), StringComparison.Ordinal);
        Assert.Equal(1, Console.Dns.Applied);
    }

    [Fact]
    public async Task A_plan_drawn_up_on_records_that_were_changed_since_is_not_carried_out()
    {
        var incident = await DeclaredAsync();
        var plan = await Commander.PostAsync($"{incident}/plans", new { item = 2, action = "move-traffic" }, HttpStatusCode.Created);
        Console.Dns.State = World.Weighted(30, 70);

        using var answer = await Commander.PostAsync($"{incident}/plans/{plan.Text("id")}/confirm", null, Ends);
        if (answer.StatusCode == HttpStatusCode.OK) await EndedAsync(Guid.Parse(plan.Text("id")));

        Assert.Equal(0, Console.Dns.Applied);
        Assert.NotEqual("succeeded", (await Viewer.GetAsync($"{incident}/plans/{plan.Text("id")}", HttpStatusCode.OK)).Text("status"));
    }

    [Fact]
    public async Task No_traffic_is_sent_to_a_region_that_is_down_as_well()
    {
        var incident = await DeclaredAsync();
        Console.See(World.UsEast, Health.Fail);
        Assert.Contains("down", await PlanRefusedAsync(incident, 2, "move-traffic"), StringComparison.Ordinal);
        Assert.Equal(0, Console.Dns.Applied);
    }

    [Fact]
    public async Task A_planned_failover_waits_for_what_is_not_known_to_be_safe()
    {
        var number = (await Commander.PostAsync("/api/v1/incidents", new { region = "eu-west", severity = "P2", kind = "real", mode = "planned" }, HttpStatusCode.Created)).GetProperty("number").GetInt32();
        Assert.Contains("A planned failover waits", await PlanRefusedAsync($"/api/v1/incidents/{number}", 2, "move-traffic"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_merged_before_it_was_counted_and_no_end_leaves_items_open_unsaid()
    {
        var incident = await DeclaredAsync();
        Assert.Contains("Reconcile the un-replicated writes", await PlanRefusedAsync(incident, 14, "merge-redis"), StringComparison.Ordinal);
        // Item 1 may have proven itself by now; what is for people to do has not.
        Assert.Matches("^eu-west is down, items .*6, 7, .*19 are open", await RefusedAsync($"{incident}/resolve", new { reason = "all good" }));
        Assert.Equal(JsonValueKind.Null, (await Viewer.GetAsync(incident, HttpStatusCode.OK)).GetProperty("resolvedAt").ValueKind);
    }

    private async Task<string> DeclaredAsync()
    {
        Console.See(World.EuWest, Health.Fail);
        return $"/api/v1/incidents/{await Commander.DeclareAsync()}";
    }

    private async Task<(string Incident, string Plan)> FailedOverAsync()
    {
        var incident = await DeclaredAsync();
        var plan = (await Commander.PostAsync($"{incident}/plans", new { item = 2, action = "move-traffic" }, HttpStatusCode.Created)).Text("id");
        await Commander.PostAsync($"{incident}/plans/{plan}/confirm", null, HttpStatusCode.OK);
        await EndedAsync(Guid.Parse(plan));
        return (incident, plan);
    }

    private async Task<string> RefusedAsync(string path, object? body) => (await Commander.PostAsync(path, body, HttpStatusCode.Conflict)).Text("detail");

    private Task<string> PlanRefusedAsync(string incident, int item, string action) => RefusedAsync($"{incident}/plans", new { item, action });
}
