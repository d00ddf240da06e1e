using IncidentConsole.Domain.Actions;
using IncidentConsole.Infra.Tests.Dns;

namespace IncidentConsole.Infra.Tests.Defects;

public class D22_A_record_of_another_policy_is_refused
{
    private readonly Reports reports = new();

    [Fact, Defect(22)]
    public async Task The_failovers_simple_record_where_weighted_ones_are()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted);
        var before = range.Api.Zone.RecordSets;

        var refused = await RunAsync(range, RunbookText.Lines(144, 154));

        Assert.Contains("(InvalidChangeBatch)", refused.Error, StringComparison.Ordinal);
        Assert.Contains("type CNAME cannot be created as other RRSets exist with the same name and type.", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, range.Api.Zone.RecordSets);

        var change = await range.AwayFromEuWestAsync();
        await range.Actuator.ApplyAsync(change, reports.Report, TestContext.Current.CancellationToken);
        Assert.True((await range.ReadAsync()).IsSameAs(change.After));
    }

    [Fact, Defect(22)]
    public async Task The_recoverys_weighted_record_where_a_simple_one_is()
    {
        await using var range = await DnsRange.StartAsync(DnsRange.Simple);
        var before = range.Api.Zone.RecordSets;

        var refused = await RunAsync(range, RunbookText.Lines(373, 385));

        Assert.Contains("(InvalidChangeBatch)", refused.Error, StringComparison.Ordinal);
        Assert.Contains("as a non-weighted set exists", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, range.Api.Zone.RecordSets);

        var state = await range.ReadAsync();
        var change = new Change(DnsRange.Target, state, new DnsState([state.Records[0] with { Values = ["us-east-alb.example.com"] }]));
        await range.Actuator.ApplyAsync(change, reports.Report, TestContext.Current.CancellationToken);
        Assert.True((await range.ReadAsync()).IsSameAs(change.After));
    }

    private static async Task<ShellResult> RunAsync(DnsRange range, string command)
    {
        using var shell = Shell.WithAws();
        var result = await shell.RunAsync(command.At(("aws route53", $"aws --endpoint-url {range.Api.Address} route53")));
        Assert.NotEqual(0, result.ExitCode);
        return result;
    }
}
