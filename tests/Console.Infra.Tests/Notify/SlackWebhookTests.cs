using IncidentConsole.Domain.Comms.Outbox;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Infra.Notify;
using IncidentConsole.Lab.Channels;
using IncidentConsole.Lab.Faults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.Tests.Notify;

/// <summary>Against an endpoint as strict as Slack, over HTTP.</summary>
public sealed class SlackWebhookTests : IAsyncLifetime
{
    private readonly FaultBoard faults = new(TimeProvider.System);
    private readonly SlackWebhooks slack;
    private ServiceProvider? services;
    private SlackWebhook channel = null!;

    public SlackWebhookTests() => slack = new(faults, TimeProvider.System);

    public async ValueTask InitializeAsync()
    {
        await slack.StartAsync(TestContext.Current.CancellationToken);
        channel = Channel(slack.Incidents, slack.Drills);
    }

    [Fact]
    public async Task A_message_arrives_as_it_was_written()
    {
        var delivery = await SendAsync("*bold* &lt;&amp;&gt;\n\n#incidents ⚠️");

        Assert.Equal(new(DeliveryOutcome.Delivered, "ok"), delivery);
        var post = Assert.Single(slack.Posts);
        Assert.Equal(("incidents", "*bold* &lt;&amp;&gt;\n\n#incidents ⚠️"), (post.Channel, Assert.Single(post.Sections)));
    }

    [Fact]
    public async Task A_drill_arrives_in_its_own_channel_and_only_there()
    {
        await SendAsync("[DRILL]", kind: IncidentKind.Drill);
        Assert.Equal("incident-drills", Assert.Single(slack.Posts).Channel);
        Assert.Equal("#incident-drills (Slack)", channel.Destination(IncidentKind.Drill));
    }

    [Fact]
    public async Task Without_a_webhook_of_its_own_a_drill_goes_nowhere()
    {
        channel = Channel(slack.Incidents, null);
        Assert.Null(channel.Destination(IncidentKind.Drill));
        Assert.Equal(DeliveryOutcome.Failed, (await SendAsync("[DRILL]", kind: IncidentKind.Drill)).Outcome);
        Assert.Empty(slack.Posts);
    }

    [Fact]
    public async Task An_over_long_text_arrives_whole_in_parts_Slack_takes()
    {
        var text = string.Join('\n', Enumerable.Range(0, 400).Select(line => $"{line:D4} {new string('x', 40)}"));
        for (var part = 1; part <= channel.PartsOf(text); part++)
            Assert.Equal(DeliveryOutcome.Delivered, (await SendAsync(text, part)).Outcome);

        Assert.True(slack.Posts.Count > 1);
        Assert.Equal(text, string.Join('\n', slack.Posts.SelectMany(post => post.Sections)));
    }

    [Theory]
    [InlineData("error", DeliveryOutcome.Failed, "503 service_unavailable", 0)]
    [InlineData("refuse", DeliveryOutcome.Unknown, "the connection was cut before an answer came", 0)]
    [InlineData("hang", DeliveryOutcome.Unknown, "no answer within 1 s", 0)]
    [InlineData("not-ok", DeliveryOutcome.Failed, "answered 200 without ok: {\"ok\":false,\"error\":\"channel_not_found\"}", 0)]
    [InlineData("proxy", DeliveryOutcome.Failed, "answered 200 without ok: <html><body>Sign in to the guest network</body></html>", 0)]
    [InlineData("lost", DeliveryOutcome.Unknown, "the connection was cut before an answer came", 1)]
    public async Task What_surely_failed_and_what_nobody_knows_are_told_apart(string how, DeliveryOutcome outcome, string words, int arrived)
    {
        faults.Set("slack-down", new Dictionary<string, string> { ["how"] = how });
        if (how == "hang") channel = Channel(slack.Incidents, slack.Drills, seconds: 1);
        Assert.Equal(new(outcome, words), await SendAsync("hello"));
        Assert.Equal(arrived, slack.Posts.Count);
    }

    [Fact]
    public async Task A_lost_answer_is_not_sent_again_by_the_HTTP_client_either()
    {
        await SendAsync("first");
        faults.Set("slack-down", new Dictionary<string, string> { ["how"] = "lost" });
        await SendAsync("second");
        Assert.Equal(["first", "second"], slack.Posts.Select(post => post.Text));
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_delivered()
    {
        await slack.DisposeAsync();
        var delivery = await SendAsync("hello");
        Assert.Equal(DeliveryOutcome.Failed, delivery.Outcome);
        Assert.Contains("no connection to 127.0.0.1", delivery.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_told_in_Slacks_words_without_the_secret_address()
    {
        channel = Channel(slack.Incidents + "x", null);
        var delivery = await SendAsync("hello");
        Assert.Equal(new(DeliveryOutcome.Failed, "404 no_service"), delivery);
    }

    [Theory]
    [InlineData("http://hooks.example.com/services/T/B/secret", null, "must be an address")]
    [InlineData("secret", null, "must be an address")]
    [InlineData("https://hooks.example.com/services/T/B/secret", "https://hooks.example.com/services/T/B/secret", "webhook of its own")]
    public void A_wrong_webhook_stops_the_start_and_is_never_repeated(string webhook, string? drill, string problem)
    {
        var error = Assert.Single(new SlackOptions { Webhook = webhook, DrillWebhook = drill }.Validate(null!));
        Assert.Contains(problem, error.ErrorMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.ErrorMessage, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        services?.Dispose();
        await slack.DisposeAsync();
    }

    private Task<Delivery> SendAsync(string body, int part = 1, IncidentKind kind = IncidentKind.Real) =>
        channel.SendAsync(new(Guid.NewGuid(), 1, kind, "subject", body, part), TestContext.Current.CancellationToken);

    /// <summary>As the console makes it.</summary>
    private SlackWebhook Channel(string? webhook, string? drill, int seconds = 30)
    {
        var settings = new Dictionary<string, string?> { ["Notify:TimeBox"] = $"{TimeSpan.FromSeconds(seconds)}", ["Notify:Slack:Webhook"] = webhook, ["Notify:Slack:DrillWebhook"] = drill };
        services?.Dispose();
        services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(new FleetPolicy()).AddSingleton(TimeProvider.System).AddNotify().BuildServiceProvider();
        return services.GetServices<IMessageChannel>().OfType<SlackWebhook>().Single();
    }
}
