using System.Net;
using IncidentConsole.Domain.Drills;
using IncidentConsole.Infra.Drills;
using IncidentConsole.Infra.Tests.Probing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.Tests.Drills;

public class HttpFaultApiTests
{
    private static CancellationToken Ends => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scenarios_and_what_runs_are_read_with_the_token()
    {
        string? token = null;
        await using var server = await StubServer.StartAsync(context =>
        {
            token = context.Request.Headers.Authorization;
            return StubServer.JsonAsync(context, """
                {"scenarios":[{"key":"a","title":"A","effect":"breaks","faults":[{"words":"x 1","effect":"dark","afterSeconds":2.5}]}],
                 "running":{"key":"a","title":"A","by":"ada","startedAt":"2026-11-23T10:30:00Z","faults":["x 1"]},"faults":["x 1"]}
                """);
        });

        var state = await Api(server.Url, ("Drills:Token", "secret")).ReadAsync(Ends);

        Assert.Equal("Bearer secret", token);
        Assert.Equal(TimeSpan.FromSeconds(2.5), Assert.Single(Assert.Single(state.Scenarios).Faults).After);
        Assert.Equal(("ada", new DateTimeOffset(2026, 11, 23, 10, 30, 0, TimeSpan.Zero)), (state.Running!.By, state.Running.StartedAt));
    }

    [Fact]
    public async Task A_refusal_comes_in_the_other_sides_words_and_an_absence_in_ours()
    {
        await using var server = await StubServer.StartAsync(context => StubServer.JsonAsync(context, """{"detail":"It runs already."}""", StatusCodes.Status409Conflict));
        var refused = await Assert.ThrowsAsync<FaultApiException>(() => Api(server.Url).StartAsync("a", "ada", Ends));
        Assert.Equal(("It runs already.", true), (refused.Message, refused.Refused));

        var away = await Assert.ThrowsAsync<FaultApiException>(() => Api(new Uri($"http://{IPAddress.Loopback}:1")).EndAsync(Ends));
        Assert.Equal(("The fault API could not be asked: connection refused.", false), (away.Message, away.Refused));
    }

    [Fact]
    public void Without_an_address_it_is_not_configured() => Assert.False(Api(null).IsConfigured);

    private static IFaultApi Api(Uri? address, params (string Key, string? Value)[] more) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(more.Append(("Drills:FaultApi", address?.ToString())).ToDictionary(each => each.Item1, each => each.Item2)).Build())
        .AddSingleton(TimeProvider.System)
        .AddFaultApi()
        .BuildServiceProvider()
        .GetRequiredService<IFaultApi>();
}
