using Bunit;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Comms.Outbox;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Features.Comms;
using IncidentConsole.Web.Tests.Support;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Tests.Pages;

public class CommsTests
{
    [Fact]
    public async Task What_is_not_proven_is_marked_in_the_message_and_listed()
    {
        using var context = new PageContext();
        var page = await OpenAsync(context);

        Assert.NotEmpty(page.ById("preview").QuerySelectorAll("mark"));
        Assert.Contains(page.AllById("claim"), claim => claim.GetAttribute("data-proof") == "notyetverified");
    }

    [Fact]
    public async Task Posting_stores_the_very_text_that_was_shown_and_settles_item_7()
    {
        using var context = new PageContext();
        var page = await OpenAsync(context);
        await page.ById("copy-message").ClickAsync(new());
        var shown = page.ById("message-text").TextContent;
        context.World.Time.Advance(TimeSpan.FromMinutes(2));
        await page.ById("mark-posted").ClickAsync(new());

        var incident = context.World.Incident(1);
        Assert.Equal(shown, incident.Messages.Single().Message.Body);
        Assert.Equal(StepStatus.Attested, incident.Step(7).Status);
    }

    [Fact]
    public async Task A_message_that_went_out_already_says_so()
    {
        using var context = new PageContext();
        var page = await OpenAsync(context);
        Assert.Empty(page.AllById("posted-before"));
        await page.ById("mark-posted").ClickAsync(new());

        Assert.Contains("Posted already", Open(context, "slack").ById("posted-before").TextContent);
        Assert.Empty(Open(context, "slack", "update").AllById("posted-before"));
    }

    [Fact]
    public async Task A_message_that_cannot_be_recorded_says_so()
    {
        using var context = new PageContext();
        var page = await OpenAsync(context);
        context.World.Log.IsDown = true;
        await page.ById("mark-posted").ClickAsync(new());

        Assert.Contains("Nothing was recorded", page.ById("refusal").TextContent);
        Assert.Empty(page.AllById("posted-note"));
    }

    [Fact]
    public async Task A_drill_says_so_in_its_first_line()
    {
        using var context = new PageContext();
        var page = await OpenAsync(context, IncidentKind.Drill);

        Assert.StartsWith("*[DRILL]*", page.ById("message-text").TextContent);
        Assert.Contains("#incident-drills", page.Markup);
    }

    [Fact]
    public async Task An_edit_is_shown_as_a_diff_before_and_after_posting_with_the_claim_that_fell()
    {
        using var context = new PageContext();
        var page = await OpenAsync(context);
        await page.ById("edit").ClickAsync(new());
        var claim = page.ById("preview").QuerySelector("mark")!.TextContent;
        await page.ById("edit-message").InputAsync(new() { Value = page.ById("message-text").TextContent.Replace(claim, "all is well", StringComparison.Ordinal) });

        Assert.Contains(page.AllById("altered-claim"), line => line.TextContent.Contains(claim, StringComparison.Ordinal));
        Assert.Contains("all is well", page.ById("message-diff").QuerySelector("ins")!.TextContent);
        await page.ById("mark-posted").ClickAsync(new());
        Assert.Equal("commander", context.World.Incident(1).Messages.Single().Message.EditedBy);
        await context.SeesAsync(() => Assert.Contains("edited by commander", page.ById("posted").TextContent));
        Assert.Contains("all is well", page.ById("posted").QuerySelector("ins")!.TextContent);
    }

    [Fact]
    public async Task An_edit_is_there_when_somebody_comes_back_held_against_the_text_it_was_begun_from_until_it_is_discarded()
    {
        using var context = new PageContext();
        var page = await OpenAsync(context);
        await page.ById("edit").ClickAsync(new());
        await page.ById("edit-message").InputAsync(new() { Value = page.ById("message-text").TextContent + "\nOne line more." });
        context.World.Time.Advance(TimeSpan.FromMinutes(4));
        context.World.EuWestStaysDown();

        var email = Open(context, "email");
        Assert.Contains("changed the Slack text", email.ById("edited-elsewhere").TextContent);
        Assert.DoesNotContain("One line more.", email.ById("preview").TextContent);

        var back = Open(context, "slack");
        Assert.Contains("One line more.", back.ById("edit-message").TextContent);
        Assert.Contains("4 min ago", back.Find(".tabs").TextContent);
        Assert.Equal("+ One line more.\n", Assert.Single(back.ById("message-diff").QuerySelectorAll("ins, del")).TextContent);
        Assert.Empty(back.AllById("altered-claim"));

        await back.ById("refresh-message").ClickAsync(new());
        Assert.Empty(back.AllById("edit-message"));
        Assert.Empty(Open(context, "slack").AllById("edit-message"));
    }

    [Fact]
    public async Task An_edit_that_was_posted_does_not_come_back()
    {
        using var context = new PageContext();
        var page = await OpenAsync(context);
        await page.ById("edit").ClickAsync(new());
        await page.ById("edit-message").InputAsync(new() { Value = page.ById("message-text").TextContent + "\nOne line more." });
        await page.ById("mark-posted").ClickAsync(new());

        Assert.EndsWith("One line more.", context.World.Incident(1).Messages.Single().Message.Body);
        Assert.Equal("message-1-start-slack", context.JSInterop.Invocations["drafts.forget"].Single().Arguments[0]);
        Assert.Empty(Open(context, "slack").AllById("edit-message"));
    }

    [Fact]
    public async Task An_e_mail_names_the_address_it_goes_to()
    {
        using var context = new PageContext();
        context.Services.AddSingleton<IMessageChannel>(new Mail());
        await OpenAsync(context, IncidentKind.Drill);
        var page = Open(context, "email");

        Assert.StartsWith("To: incident-drills@example.com\n", page.ById("message-text").TextContent);
        Assert.Equal("incident-drills@example.com", page.ById("channel").GetAttribute("value"));
    }

    [Fact]
    public async Task Who_may_not_post_may_not_edit_and_reads_why()
    {
        using var context = new PageContext(Role.Viewer);
        var page = await OpenAsync(context);

        Assert.True(page.ById("edit").HasAttribute("disabled"));
        Assert.Contains("this takes a responder", page.ById("edit-blocked").TextContent);
    }

    [Fact]
    public async Task A_message_Slack_would_not_take_whole_is_copied_in_parts()
    {
        using var context = new PageContext();
        var page = await OpenAsync(context);
        await page.ById("edit").ClickAsync(new());
        await page.ById("edit-message").InputAsync(new() { Value = string.Join('\n', Enumerable.Repeat(new string('x', 99), 190)) });

        Assert.Single(page.AllById("message-part"));
        Assert.Single(page.AllById("copy-part-2"));
    }

    [Fact]
    public async Task An_overdue_update_is_said_on_the_page_and_in_the_top_bar()
    {
        using var context = new PageContext();
        var page = await OpenAsync(context);
        var chip = context.Render<Layout.OpenIncidents>();
        Assert.Empty(page.AllById("update-overdue"));
        context.World.Time.Advance(context.World.Policy.Rto);

        await context.SeesAsync(() => Assert.Contains("overdue", page.ById("update-overdue").TextContent));
        await context.SeesAsync(() => Assert.Single(chip.AllById("chip-overdue")));
    }

    [Fact]
    public async Task A_message_that_may_have_arrived_waits_for_somebody_to_look()
    {
        using var context = new PageContext();
        var page = await OpenAsync(context);
        var id = Guid.NewGuid();
        await context.World.Desk.HandleAsync(1, World.Commander, _ => Decision.Of(
            new MessageQueued(id, "start", "slack", "#incidents", "s", "b", 0), new MessageSending(id, 1), new MessageOutcomeUnknown(id, "no answer within 10 s")), CancellationToken.None);

        await context.SeesAsync(() => Assert.Contains("check the channel", page.ById("outbox").TextContent));
        Assert.Contains("may not have arrived", page.ById("undelivered").TextContent);
        await page.ById("message-arrived").ClickAsync(new());
        await context.SeesAsync(() => Assert.Equal("delivered", page.ById("outbox").GetAttribute("data-status")));
        Assert.Single(context.World.Incident(1).Messages);
    }

    [Fact]
    public async Task A_refusal_goes_when_the_outbox_has_moved_on()
    {
        using var context = new PageContext();
        context.Services.AddSingleton<IMessageChannel>(new Mail());
        await OpenAsync(context);
        var page = Open(context, "email");
        await page.ById("post-message").ClickAsync(new());
        await context.SeesAsync(() => Assert.Equal("queued", page.ById("outbox").GetAttribute("data-status")));
        await page.ById("post-message").ClickAsync(new());
        Assert.Contains("still on its way", page.ById("refusal").TextContent);

        var id = context.World.Incident(1).Outbox.Single().Id;
        await context.World.Desk.HandleAsync(1, Actor.Console, _ => Decision.Of(new MessageSending(id, 1), new MessageDelivered(id, 1, 1, "250 ok")), CancellationToken.None);
        await context.SeesAsync(() => Assert.Equal("delivered", page.ById("outbox").GetAttribute("data-status")));
        Assert.Empty(page.AllById("refusal"));
    }

    private static async Task<IRenderedComponent<CommsPage>> OpenAsync(PageContext context, IncidentKind kind = IncidentKind.Real)
    {
        context.World.EuWestDies();
        await context.World.DeclareAsync(kind);
        return context.Render<CommsPage>(parameters => parameters.Add(page => page.Number, 1));
    }

    private static IRenderedComponent<CommsPage> Open(PageContext context, string format, string message = "start")
    {
        context.Services.GetRequiredService<NavigationManager>().NavigateTo($"/incidents/1/comms?message={message}&format={format}");
        return context.Render<CommsPage>(parameters => parameters.Add(page => page.Number, 1));
    }

    private sealed class Mail : IMessageChannel
    {
        public MessageFormat Format => MessageFormat.Email;

        public string Destination(IncidentKind kind) => kind == IncidentKind.Drill ? "incident-drills@example.com" : "incidents@example.com";

        public int PartsOf(string body) => 1;

        public Task<Delivery> SendAsync(OutgoingMessage message, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
