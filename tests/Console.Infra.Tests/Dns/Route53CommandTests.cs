using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Infra.Tests.Dns;

public class Route53CommandTests
{
    private static readonly (string, string)[] Environment =
    [
        ("AWS_ACCESS_KEY_ID", "AKIARANGE"), ("AWS_SECRET_ACCESS_KEY", "range-secret"), ("AWS_DEFAULT_REGION", "us-east-1"),
        ("AWS_EC2_METADATA_DISABLED", "true"), ("AWS_CONFIG_FILE", "/dev/null"), ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"), ("AWS_PAGER", ""),
    ];

    [Fact]
    public async Task The_command_does_what_the_plan_says_and_that_of_the_undo_takes_it_back()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted);
        var original = range.Api.Zone.RecordSets;
        var change = await range.AwayFromEuWestAsync();

        await ShellRun.RunAsync(range.Actuator.Command(change), Environment);
        Assert.True((await range.ReadAsync()).IsSameAs(change.After));

        await ShellRun.RunAsync(range.Actuator.Command(change.Undo), Environment);
        Assert.Equal(original, range.Api.Zone.RecordSets);
    }

    [Fact]
    public async Task A_quote_in_a_name_cannot_break_out_of_the_shell()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted);
        var before = await range.ReadAsync();
        var after = new DnsState([.. before.Records.Select(record => record with { SetIdentifier = $"{record.SetIdentifier}'; exit 7; '" })]);
        var change = new Change(DnsRange.Target, before, after);

        await ShellRun.RunAsync(range.Actuator.Command(change), Environment);

        Assert.True((await range.ReadAsync()).IsSameAs(after));
    }

    [Fact]
    public async Task The_command_names_no_secret()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted);

        var command = range.Actuator.Command(await range.AwayFromEuWestAsync());

        Assert.StartsWith("aws route53 change-resource-record-sets --hosted-zone-id Z1234 ", command);
        Assert.DoesNotContain("range-secret", command);
    }
}
