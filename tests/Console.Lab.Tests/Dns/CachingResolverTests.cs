using DnsClient;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Route53;
using IncidentConsole.Lab.Tests.Route53;
using Microsoft.Extensions.Time.Testing;
using Range = IncidentConsole.Lab.Tests.Route53.Range;

namespace IncidentConsole.Lab.Tests.Dns;

public class CachingResolverTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task The_old_answer_holds_until_its_ttl_has_run_out()
    {
        await using var range = await DnsRange.StartAsync(Range.Simple, time: time);
        await ExpectAsync(range, ttl: 10, "127.0.1.1");

        range.Route53.Zone.Submit([new Change(ChangeAction.Upsert, Range.Cname("us-east-alb.example.com."))], null);
        time.Advance(TimeSpan.FromSeconds(9));
        await ExpectAsync(range, ttl: 1, "127.0.1.1");

        time.Advance(TimeSpan.FromSeconds(1));
        await ExpectAsync(range, ttl: 10, "127.0.2.1");
    }

    [Fact]
    public async Task That_there_is_none_is_remembered_too()
    {
        await using var range = await DnsRange.StartAsync(Range.Simple, time: time);
        Assert.Equal(DnsHeaderResponseCode.NotExistentDomain, (await DnsRange.AskAsync(range.Resolver, "new.example.com")).Header.ResponseCode);

        range.Route53.Zone.Submit([new Change(ChangeAction.Create, new() { Name = "new.example.com.", Type = "A", Ttl = 5, Values = ["127.0.3.1"] })], null);
        Assert.Equal(DnsHeaderResponseCode.NotExistentDomain, (await DnsRange.AskAsync(range.Resolver, "new.example.com")).Header.ResponseCode);

        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("127.0.3.1", Assert.Single((await DnsRange.AskAsync(range.Resolver, "new.example.com")).Answers.ARecords()).Address.ToString());
    }

    [Fact]
    public async Task A_weighted_name_keeps_its_answer_for_a_ttl()
    {
        await using var range = await DnsRange.StartAsync(Range.Weighted, time: time);

        var answers = new HashSet<string>();
        for (var i = 0; i < 20; i++)
            answers.Add((await DnsRange.AskAsync(range.Resolver, "api.example.com")).Answers.ARecords().Single().Address.ToString());

        Assert.Single(answers);
    }

    [Fact]
    public async Task When_no_server_of_the_zone_knows_the_name_the_resolver_fails()
    {
        await using var range = await DnsRange.StartAsync(Range.Simple, time: time);

        var answer = await DnsRange.AskAsync(range.Resolver, "example.org");

        Assert.Equal(DnsHeaderResponseCode.ServerFailure, answer.Header.ResponseCode);
        Assert.True(answer.Header.RecursionAvailable);
    }

    [Fact]
    public async Task Resolvers_that_are_down_stay_silent_while_the_zones_servers_answer()
    {
        var faults = new FaultBoard(TimeProvider.System);
        await using var range = await DnsRange.StartAsync(Range.Simple, faults, time);
        faults.On("dns-down");
        var impatient = new LookupClient(new LookupClientOptions(range.Resolver) { Retries = 0, Timeout = TimeSpan.FromMilliseconds(200) });

        await Assert.ThrowsAsync<DnsResponseException>(() => impatient.QueryAsync("api.example.com", QueryType.A, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Single((await DnsRange.AskAsync(range.Authoritative[0], "api.example.com")).Answers.ARecords());
    }

    [Fact]
    public async Task Slow_servers_answer_late()
    {
        var faults = new FaultBoard(TimeProvider.System);
        await using var range = await DnsRange.StartAsync(Range.Simple, faults, time);
        faults.On("dns-slow", ("ms", "1500"));

        var answer = DnsRange.AskAsync(range.Authoritative[0], "api.example.com");
        await Eventually.TrueAsync(() =>
        {
            // The delay begins when the query has arrived; until the clock is past it there is no answer.
            Assert.False(answer.IsCompleted && time.GetUtcNow() - time.Start < TimeSpan.FromSeconds(1.5));
            time.Advance(TimeSpan.FromMilliseconds(500));
            return answer.IsCompleted;
        });
        Assert.Single((await answer).Answers.ARecords());
    }

    private static async Task ExpectAsync(DnsRange range, int ttl, string address)
    {
        var answer = await DnsRange.AskAsync(range.Resolver, "api.example.com");
        Assert.Equal(ttl, Assert.Single(answer.Answers.CnameRecords()).InitialTimeToLive);
        Assert.Equal(address, Assert.Single(answer.Answers.ARecords()).Address.ToString());
    }
}
