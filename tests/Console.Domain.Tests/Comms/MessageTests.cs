using System.Text.RegularExpressions;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Comms;

public class MessageTests
{
    private readonly World world = new();

    private async Task<MessageDraft> DraftAsync(MessageKind kind, IncidentKind incidentKind = IncidentKind.Real)
    {
        world.EuWestDies();
        return Messages.Shipped.Draft(kind, world.Context(await world.DeclareAsync(incidentKind)));
    }

    [Fact]
    public async Task The_start_message_claims_only_what_is_measured() => Approval.Of(
        Regex.Replace((await DraftAsync(MessageKind.Start)).Render(MessageFormat.Slack), "chain [0-9a-f]{4}·[0-9a-f]{4}$", "chain ····"), "start-message.txt");

    [Theory]
    [InlineData(MessageKind.Start)]
    [InlineData(MessageKind.Update)]
    [InlineData(MessageKind.Mitigated)]
    [InlineData(MessageKind.Resolved)]
    public async Task No_message_says_what_nobody_measured(MessageKind kind)
    {
        var draft = await DraftAsync(kind);
        var text = draft.Render(MessageFormat.Plain);
        Assert.True(draft.Unproven > 0);
        Assert.DoesNotContain("No user-facing errors", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("100 %", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
        Assert.All(draft.Claims.Where(claim => claim.IsUnproven), claim => Assert.Contains(claim.Text, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(5, Proof.Proven, "3 of 30 test requests through the public address failed since 10:30:10 UTC; error rate")]
    [InlineData(20, Proof.NotYetVerified, "0 of 91 test requests through the public address failed since 10:35:00 UTC (those from the start, 10:30:10 UTC, are not among them); error rate")]
    public async Task Probes_that_do_not_reach_back_to_the_start_prove_nothing_of_the_outage(int minutes, Proof proof, string said)
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        var start = world.Incident(number).StartedAt;
        world.Time.SetUtcNow(world.Now.AddSeconds(10));
        await world.Desk.HandleAsync(number, Actor.Console, _ => new TrafficRerouted(UsEast, true, "4 of 4 name servers"), TestContext.Current.CancellationToken);
        Observation[] Seen(DateTimeOffset at) =>
        [
            new UserPathProbe(at < start.AddSeconds(30) ? Health.Fail : Health.Pass, UsEast, TimeSpan.FromMilliseconds(20), "user path", at, Cadence, ""),
            new Reading(UsEast, Signals.Errors, Health.Pass, 0.2, "%", 1, "Prometheus", at, Cadence, ""),
        ];
        for (var at = start; at <= start.AddMinutes(minutes) - Cadence; at += Cadence) world.See(Seen(at));
        world.Time.SetUtcNow(start.AddMinutes(minutes) - Cadence);
        world.EuWestStaysDown();

        var impact = Assert.Single(Messages.Shipped.Draft(MessageKind.Start, world.Context(number)).Claims, claim => claim.Text.Contains("test requests", StringComparison.Ordinal));

        Assert.StartsWith(said, impact.Text, StringComparison.Ordinal);
        Assert.Equal(proof, impact.Proof);
    }

    [Fact]
    public async Task What_goes_well_after_service_was_restored_does_not_thin_the_outage_out()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        var start = world.Incident(number).StartedAt;
        for (var at = start; at <= start.AddMinutes(5); at += Cadence)
            world.See(new UserPathProbe(at < start.AddSeconds(30) ? Health.Fail : Health.Pass, UsEast, TimeSpan.FromMilliseconds(20), "user path", at, Cadence, ""));
        world.Time.SetUtcNow(start.AddMinutes(5));
        world.EuWestStaysDown();
        await world.Desk.HandleAsync(number, Actor.Console, _ => new ServiceRestored(UsEast, start.AddSeconds(30), start.AddSeconds(50), 3, TimeSpan.FromSeconds(50)), TestContext.Current.CancellationToken);

        Assert.Contains("Impact: 3 of 6 test requests through the public address failed until service was restored at 10:31:00 UTC; ",
            Messages.Shipped.Draft(MessageKind.Update, world.Context(number)).Render(MessageFormat.Plain), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_users_met_outlives_the_console_that_measured_it()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        var start = world.Incident(number).StartedAt;
        await world.Desk.HandleAsync(number, Actor.Console, _ => new ServiceRestored(UsEast, start.AddSeconds(30), start.AddSeconds(50), 3, TimeSpan.FromSeconds(50)) { Impact = new(30, 50, start, true) }, TestContext.Current.CancellationToken);

        // The one that stands here has seen no probe of that time.
        var impact = Assert.Single(Messages.Shipped.Draft(MessageKind.Update, world.Context(number)).Claims, claim => claim.Text.Contains("test requests", StringComparison.Ordinal));
        Assert.StartsWith("30 of 50 test requests through the public address failed until service was restored at 10:31:00 UTC; ", impact.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_console_did_not_count_because_it_was_started_later_is_said()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        var start = world.Incident(number).StartedAt;
        await world.Desk.HandleAsync(number, Actor.Console, _ => new ServiceRestored(UsEast, start.AddSeconds(30), start.AddSeconds(50), 3, TimeSpan.FromSeconds(50)) { Impact = new(3, 15, start.AddSeconds(35), false) }, TestContext.Current.CancellationToken);

        Assert.Contains("Impact: 3 of 15 test requests through the public address failed until service was restored at 10:31:00 UTC (counted from 10:30:45 UTC on, not from the start, 10:30:10 UTC); ",
            Messages.Shipped.Draft(MessageKind.Update, world.Context(number)).Render(MessageFormat.Plain), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drill_says_so_in_subject_text_and_address()
    {
        var draft = await DraftAsync(MessageKind.Start, IncidentKind.Drill);
        Assert.StartsWith("[DRILL]", draft.Subject, StringComparison.Ordinal);
        Assert.StartsWith("*[DRILL]*", draft.Render(MessageFormat.Slack), StringComparison.Ordinal);
        Assert.Equal(world.Policy.DrillMessageTo, draft.To);
    }

    [Fact]
    public async Task An_email_carries_its_subject_and_address() =>
        Assert.StartsWith("To: #incidents, engineering-all\nSubject: [P1] Region Failover in Progress", (await DraftAsync(MessageKind.Start)).Render(MessageFormat.Email), StringComparison.Ordinal);

    [Fact]
    public void Slack_text_is_escaped_and_bold_touches_its_words() =>
        Assert.Equal("*a &lt;b&gt; &amp; c:* ", SlackText.Of(new MessageSpan("a <b> & c: ", true, null)));

    [Theory]
    [InlineData("Subject: x\n---\nhello {{nonsense}}", "line 3", "nonsense")]
    [InlineData("Subject: x\n---\n**open", "line 3", "bold")]
    [InlineData("hello\n---\nx", "line 1", "Subject")]
    public void A_broken_template_names_its_line(string text, string line, string what)
    {
        var problem = Assert.Throws<FormatException>(() => MessageTemplate.Parse("start.md", text, new HashSet<string> { "region" }));
        Assert.Contains(line, problem.Message, StringComparison.Ordinal);
        Assert.Contains(what, problem.Message, StringComparison.Ordinal);
    }
}
