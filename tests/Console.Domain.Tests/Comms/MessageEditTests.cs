using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;

namespace IncidentConsole.Domain.Tests.Comms;

public class MessageEditTests
{
    private readonly World world = new();

    [Fact]
    public async Task An_edited_message_keeps_what_the_console_wrote_who_changed_it_and_which_claims_fell()
    {
        var draft = await DraftAsync();
        var claim = draft.Claims.First(claim => claim.IsUnproven).Text;
        var posted = await PostAsync(draft, draft.Render(MessageFormat.Slack).Replace(SlackText.Escape(claim), "all is well", StringComparison.Ordinal));

        Assert.Equal(draft.Render(MessageFormat.Slack), posted.Generated);
        Assert.Equal("commander", posted.EditedBy);
        Assert.Contains(claim, posted.Altered!.Value);
        Assert.Contains("edited by commander (1 claim changed)", posted.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_was_touched_and_put_back_is_not_edited()
    {
        var draft = await DraftAsync();
        var posted = await PostAsync(draft, draft.Render(MessageFormat.Slack).ReplaceLineEndings("\r\n"));

        Assert.Null(posted.EditedBy);
        Assert.Null(posted.Generated);
        Assert.DoesNotContain("edited", posted.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_text_of_a_drill_must_say_so_however_it_is_edited()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync(IncidentKind.Drill);
        var draft = Messages.Shipped.Draft(MessageKind.Start, world.Context(number));
        Assert.Contains("[DRILL]", PostMessage.Decide(world.Incident(number), new(draft, MessageFormat.Slack, "eu-west is down"), "#x", "ana").Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_resolved_message_no_update_is_due()
    {
        world.EuWestDies();
        var incident = world.Incident(await world.DeclareAsync());
        var posted = incident with { Messages = [new(new MessagePosted("resolved", "slack", "#incidents", "s", "b", 0), "ana", world.Now)] };

        Assert.NotNull(NextUpdate.Due(incident, world.Policy));
        Assert.Null(NextUpdate.Due(incident with { ResolvedAt = world.Now }, world.Policy));
        Assert.Null(NextUpdate.Due(posted, world.Policy));
        Assert.Null(NextUpdate.Overdue(posted, world.Policy, world.Now + TimeSpan.FromDays(1)));
    }

    [Fact]
    public void A_diff_has_each_line_once_as_kept_removed_or_added()
    {
        var diff = TextDiff.Of("a\nb\nc", "a\nx\nc\nd");
        Assert.Equal(["Same a", "Removed b", "Added x", "Same c", "Added d"], diff.Select(line => $"{line.Kind} {line.Text}"));
    }

    [Fact]
    public void An_email_is_told_apart_from_its_heading()
    {
        const string Email = "To: all\nSubject: it burns\n\nBody\n\nmore";
        Assert.Equal("it burns", EmailText.SubjectOf(Email));
        Assert.Equal("Body\n\nmore", EmailText.BodyOf(Email));
        Assert.Equal("no heading", EmailText.BodyOf("no heading"));
    }

    [Fact]
    public void Slack_text_is_drawn_as_Slack_draws_it() => Assert.Equal(
        [("a ", false), ("b <c>", true), (" 2 * 3 * 4", false)], SlackText.Drawn("a *b &lt;c&gt;* 2 * 3 * 4").Select(span => (span.Text, span.Bold)));

    [Fact]
    public async Task An_update_is_due_from_the_last_message_on_and_then_overdue()
    {
        await DraftAsync();
        Assert.Null(NextUpdate.Overdue(world.Incident(1), world.Policy, world.Now));
        Assert.NotNull(NextUpdate.Overdue(world.Incident(1), world.Policy, world.Incident(1).DeclaredAt + world.Policy.Rto));
        await PostAsync(Messages.Shipped.Draft(MessageKind.Start, world.Context(1)), null);
        Assert.Equal(world.Now + world.Policy.UpdateEvery, NextUpdate.Due(world.Incident(1), world.Policy));
        world.Time.Advance(world.Policy.UpdateEvery + TimeSpan.FromSeconds(14));
        Assert.Equal(TimeSpan.FromSeconds(14), NextUpdate.Overdue(world.Incident(1), world.Policy, world.Now));
    }

    [Fact]
    public async Task The_first_message_of_an_incident_that_began_long_before_is_due_from_the_declaration_on()
    {
        world.BothHealthy();
        world.Time.Advance(TimeSpan.FromHours(1));
        var declare = new Declare(World.EuWest, Severity.P1, IncidentKind.Real, StartedAt: world.Now - TimeSpan.FromMinutes(40), StartReason: "customers called");
        var outcome = await world.Desk.OpenAsync(World.Commander, World.EuWest.Value, book => declare.Decide(world.Fleet.Current, book.Open, World.Commander.Name, world.Now), TestContext.Current.CancellationToken);

        Assert.Equal(world.Now - TimeSpan.FromMinutes(40), outcome.View!.Incident.StartedAt);
        Assert.Equal(world.Now + world.Policy.Rto, NextUpdate.Due(outcome.View.Incident, world.Policy));
        Assert.Null(NextUpdate.Overdue(outcome.View.Incident, world.Policy, world.Now));
    }

    private async Task<MessageDraft> DraftAsync()
    {
        world.EuWestDies();
        return Messages.Shipped.Draft(MessageKind.Start, world.Context(await world.DeclareAsync()));
    }

    private async Task<MessagePosted> PostAsync(MessageDraft draft, string? edited)
    {
        var outcome = await world.Desk.HandleAsync(1, World.Commander, incident => PostMessage.Decide(incident, new(draft, MessageFormat.Slack, edited), "#incidents", "commander"), CancellationToken.None);
        Assert.Null(outcome.Refusal);
        return outcome.View!.Incident.Messages[^1].Message;
    }
}
