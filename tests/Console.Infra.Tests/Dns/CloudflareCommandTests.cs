using IncidentConsole.Lab.Cloudflare;

namespace IncidentConsole.Infra.Tests.Dns;

public class CloudflareCommandTests
{
    private static readonly (string, string) Token = ("CLOUDFLARE_API_TOKEN", "range-token");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_command_does_what_the_plan_says_and_that_of_the_undo_takes_it_back(bool isWeighted)
    {
        await using var range = await CloudflareRange.StartAsync(isWeighted ? CloudflareRange.Weighted : CloudflareRange.Simple);
        var change = await range.AwayFromEuWestAsync();
        var (command, undo) = (range.Actuator.Command(change), range.Actuator.Command(change.Undo));

        await ShellRun.RunAsync(command, Token);
        Assert.True((await range.ReadAsync()).IsSameAs(change.After));

        await ShellRun.RunAsync(undo, Token);
        Assert.True((await range.ReadAsync()).IsSameAs(change.Before));
    }

    [Fact]
    public async Task The_command_names_no_secret()
    {
        await using var range = await CloudflareRange.StartAsync(CloudflareRange.Weighted);

        var command = range.Actuator.Command(await range.AwayFromEuWestAsync());

        Assert.StartsWith($"curl -sS --fail-with-body -X PATCH {range.Api.Address}/zones/", command);
        Assert.Contains($"/load_balancers/{RegionPools.LoadBalancerId} -H \"Authorization: Bearer $CLOUDFLARE_API_TOKEN\" ", command);
        Assert.DoesNotContain("range-token", command);
    }
}
