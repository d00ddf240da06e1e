using System.Net;
using System.Text.Json;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

public sealed class PlanTests : ApiTests
{
    [Fact]
    public async Task A_plan_shows_its_diff_and_command_and_changes_nothing()
    {
        var (_, plan) = await PlanAsync();

        Assert.Equal("planned", plan.Text("status"));
        Assert.Contains(plan.GetProperty("diff").EnumerateArray(), line => line.GetString()!.StartsWith("- ", StringComparison.Ordinal));
        Assert.StartsWith("aws route53", plan.Text("command"), StringComparison.Ordinal);
        Assert.Equal(0, Console.Dns.Applied);
    }

    [Fact]
    public async Task A_confirmed_plan_is_carried_out_once_and_a_second_confirmation_is_refused()
    {
        var (plans, plan) = await PlanAsync();

        await Commander.PostAsync($"{plans}/{plan.Text("id")}/confirm", null, HttpStatusCode.OK);
        var problem = await Commander.PostAsync($"{plans}/{plan.Text("id")}/confirm", null, HttpStatusCode.Conflict);

        Assert.EndsWith("It runs once.", problem.Text("detail"), StringComparison.Ordinal);
        await EndedAsync(Guid.Parse(plan.Text("id")));
        Assert.Equal(1, Console.Dns.Applied);
        Assert.Equal("succeeded", (await Viewer.GetAsync($"{plans}/{plan.Text("id")}", HttpStatusCode.OK)).Text("status"));
    }

    [Fact]
    public async Task Two_commanders_who_confirm_at_once_run_it_once()
    {
        var (plans, plan) = await PlanAsync();
        using var other = Console.As("commander");

        var answers = await Task.WhenAll(new[] { Commander, other }.Select(client => client.PostAsync($"{plans}/{plan.Text("id")}/confirm", null)));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(answer => answer.StatusCode).Order());
        await EndedAsync(Guid.Parse(plan.Text("id")));
        Assert.Equal(1, Console.Dns.Applied);
    }

    [Fact]
    public async Task What_succeeded_can_be_planned_back()
    {
        var (plans, plan) = await PlanAsync();
        await Commander.PostAsync($"{plans}/{plan.Text("id")}/confirm", null, HttpStatusCode.OK);
        await EndedAsync(Guid.Parse(plan.Text("id")));
        Console.See(World.EuWest, Health.Pass);
        await Commander.PostAsync($"{plans[..^"/plans".Length]}/release", new { region = "eu-west", reason = "it is back", force = true }, HttpStatusCode.OK);

        var undo = await Commander.PostAsync($"{plans}/{plan.Text("id")}/undo", null, HttpStatusCode.Created);

        Assert.Equal(plan.Text("id"), undo.Text("undoes"));
    }

    [Fact]
    public async Task A_cancelled_plan_cannot_be_confirmed()
    {
        var (plans, plan) = await PlanAsync();

        await Commander.PostAsync($"{plans}/{plan.Text("id")}/cancel", new { reason = "wrong region" }, HttpStatusCode.OK);

        await Commander.PostAsync($"{plans}/{plan.Text("id")}/confirm", null, HttpStatusCode.Conflict);
        Assert.Equal(0, Console.Dns.Applied);
    }

    [Fact]
    public async Task Unknown_plans_actions_and_incidents_are_not_found()
    {
        var (plans, _) = await PlanAsync();

        await Commander.PostAsync($"{plans}/{Guid.NewGuid()}/confirm", null, HttpStatusCode.NotFound);
        await Commander.PostAsync($"{plans}/{Guid.NewGuid()}/undo", null, HttpStatusCode.NotFound);
        await Commander.PostAsync(plans, new { item = 2, action = "drop-tables" }, HttpStatusCode.NotFound);
        Assert.Equal("There is no item 99. The items are 1 to 19.", (await Commander.PostAsync(plans, new { item = 99, action = "move-traffic" }, HttpStatusCode.NotFound)).Text("detail"));
        await Commander.PostAsync("/api/v1/incidents/99/plans", new { item = 2, action = "move-traffic" }, HttpStatusCode.NotFound);
    }

    private async Task<(string Plans, JsonElement Plan)> PlanAsync()
    {
        Console.See(World.EuWest, Health.Fail);
        var plans = $"/api/v1/incidents/{await Commander.DeclareAsync()}/plans";
        return (plans, await Commander.PostAsync(plans, new { item = 2, action = "move-traffic" }, HttpStatusCode.Created));
    }
}
