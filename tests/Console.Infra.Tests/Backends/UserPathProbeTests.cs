using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Lab.Route53;

namespace IncidentConsole.Infra.Tests.Backends;

public class UserPathProbeTests
{
    [Fact]
    public async Task It_goes_where_the_public_name_leads_and_says_which_region_served()
    {
        await using var rig = await UserPathRig.StartAsync();

        var probe = await UserPathRig.ReadAsync(rig.NewProbe());

        Assert.Equal((Health.Pass, new RegionId("eu-west")), (probe.Result, probe.ServedBy));
        Assert.StartsWith("200, accepted, 127.0.1.1 by ", probe.Detail, StringComparison.Ordinal);
        var (path, host, tenant, _, _) = Assert.Single(rig.Sent);
        Assert.Equal(("/v1/pcs/submit", $"api.example.com:{rig.West.Url.Port}", "synthetic"), (path, host, tenant));
    }

    [Fact]
    public async Task Without_an_alias_the_region_is_known_by_its_load_balancers_address()
    {
        await using var rig = await UserPathRig.StartAsync(new ResourceRecordSet { Name = "api.example.com.", Type = "A", Ttl = 10, Values = ["127.0.2.1"] });

        Assert.Equal(new RegionId("us-east"), (await UserPathRig.ReadAsync(rig.NewProbe())).ServedBy);
    }

    [Fact]
    public async Task It_submits_one_document_again_and_again_over_new_connections()
    {
        await using var rig = await UserPathRig.StartAsync();
        var probe = rig.NewProbe();

        await UserPathRig.ReadAsync(probe);
        await UserPathRig.ReadAsync(probe);

        Assert.Equal(rig.Sent[0].Body, rig.Sent[1].Body);
        Assert.NotEqual(rig.Sent[0].Connection, rig.Sent[1].Connection);
    }

    [Theory]
    [InlineData(503, "", "503, no body")]
    [InlineData(202, """{"accepted":true,"escalated":true,"reason":"budget deviation"}""", "202, escalated: budget deviation")]
    public async Task Anything_but_200_and_accepted_has_failed(int status, string json, string detail)
    {
        await using var rig = await UserPathRig.StartAsync();
        rig.Serve(status, json);

        var probe = await UserPathRig.ReadAsync(rig.NewProbe());

        Assert.Equal(Health.Fail, probe.Result);
        Assert.StartsWith(detail, probe.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_load_balancer_that_refuses_has_failed_and_served_nobody()
    {
        await using var rig = await UserPathRig.StartAsync();
        await rig.West.DisposeAsync();

        var probe = await UserPathRig.ReadAsync(rig.NewProbe());

        Assert.Equal((Health.Fail, null), (probe.Result, probe.ServedBy));
        Assert.StartsWith("connection refused, ", probe.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_one_resolver_is_silent_the_next_is_asked()
    {
        await using var rig = await UserPathRig.StartAsync();
        rig.Resolvers = ["127.0.0.1:1", .. rig.Resolvers];
        var probe = rig.NewProbe();

        Assert.Equal(Health.Pass, (await UserPathRig.ReadAsync(probe)).Result);
        Assert.Equal(Health.Pass, (await UserPathRig.ReadAsync(probe)).Result);
    }

    [Fact]
    public async Task When_no_resolver_answers_nothing_is_known_of_the_fleet()
    {
        await using var rig = await UserPathRig.StartAsync();
        rig.Resolvers = ["127.0.0.1:1"];

        var silent = await Assert.ThrowsAsync<CouldNotAskException>(() => UserPathRig.ReadAsync(rig.NewProbe()));

        Assert.Equal("no resolver answered", silent.Message);
    }

    [Fact]
    public async Task A_name_without_an_address_serves_nobody()
    {
        await using var rig = await UserPathRig.StartAsync(new ResourceRecordSet { Name = "other.example.com.", Type = "A", Ttl = 10, Values = ["127.0.2.1"] });

        var probe = await UserPathRig.ReadAsync(rig.NewProbe());

        Assert.Equal(Health.Fail, probe.Result);
        Assert.StartsWith("api.example.com has no address at ", probe.Detail, StringComparison.Ordinal);
    }
}
