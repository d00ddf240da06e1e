using Bunit;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Features.Timeline;
using IncidentConsole.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace IncidentConsole.Web.Tests.Pages;

public class TimelineTests
{
    [Fact]
    public async Task A_script_in_a_note_is_shown_as_text()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context);
        await NoteAsync(context, "<script>alert(1)</script>", null);

        await context.SeesAsync(() => Assert.Contains("<script>alert(1)</script>", room.ById("timeline").TextContent));
        Assert.Empty(room.FindAll("script"));
    }

    [Fact]
    public async Task The_note_box_adds_a_note_and_lets_it_go()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context);
        await room.ById("note-box").InputAsync(new ChangeEventArgs { Value = "provider reports a power event" });
        await room.Find("form.note").SubmitAsync();

        await context.SeesAsync(() => Assert.Contains("provider reports a power event", room.ById("timeline").TextContent));
        Assert.Equal(["note", true], context.JSInterop.Invocations["drafts.settle"].Single().Arguments);
    }

    [Fact]
    public async Task A_chosen_file_waits_for_its_note_and_can_be_left_out()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context);
        var before = context.World.Incident(1).Sequence;
        room.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("97 %", "disk.log"));

        room.WaitForAssertion(() => Assert.Contains("disk.log", room.ById("chosen-file").TextContent), TimeSpan.FromMinutes(1));
        Assert.Equal(before, context.World.Incident(1).Sequence);

        await room.ById("note-box").InputAsync(new ChangeEventArgs { Value = "the disk is full" });
        await room.Find("form.note").SubmitAsync();
        var note = Assert.IsType<NoteAdded>(context.World.Desk.Book.Current.Find(1)!.Entries[^1].Event);
        Assert.Equal(("the disk is full", "disk.log"), (note.Text, note.Attachment!.Name));
        Assert.Empty(room.AllById("chosen-file"));
    }

    [Fact]
    public async Task A_late_note_says_where_it_stands()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context);
        await room.ById("note-when").ChangeAsync(new() { Value = "10:05:00" });
        await room.ById("note-box").InputAsync(new ChangeEventArgs { Value = "heard a bang" });
        await room.Find("form.note").SubmitAsync();

        Assert.Contains("10:05:00", room.ById("note-late").TextContent);
        Assert.EndsWith($"#e{context.World.Incident(1).Sequence}", room.ById("note-late").QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task What_was_said_of_the_note_before_is_gone_when_the_next_one_is_refused()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context);
        await AddAsync("heard a bang", "10:05:00");
        Assert.NotEmpty(room.AllById("note-late"));
        await AddAsync("heard another", "soon");

        Assert.Contains("“soon” is no time", room.ById("note-refusal").TextContent);
        Assert.Empty(room.AllById("note-late"));

        async Task AddAsync(string text, string when)
        {
            await room.ById("note-when").ChangeAsync(new() { Value = when });
            await room.ById("note-box").InputAsync(new ChangeEventArgs { Value = text });
            await room.Find("form.note").SubmitAsync();
        }
    }

    [Fact]
    public async Task An_entry_of_another_day_than_the_first_shows_its_day()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context);
        await NoteAsync(context, "the day before", World.Start - TimeSpan.FromHours(12));
        context.World.Time.Advance(TimeSpan.FromHours(14));
        await NoteAsync(context, "the day after", null);

        await context.SeesAsync(() => Assert.StartsWith("2026-11-24 00:30:30", room.AllById("timeline-entry")[0].TextContent.Trim()));
        Assert.StartsWith("2026-11-22 22:30:00", room.AllById("timeline-entry")[^1].TextContent.Trim());
        Assert.DoesNotContain("2026-11-23", room.ById("timeline").TextContent);
    }

    [Fact]
    public async Task A_refused_note_comes_back_into_its_box()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context);
        context.World.Log.IsDown = true;
        await room.ById("note-box").InputAsync(new ChangeEventArgs { Value = "do not lose me" });
        await room.Find("form.note").SubmitAsync();

        Assert.Contains("Nothing was recorded", room.ById("note-refusal").TextContent);
        Assert.Equal(["note", false], context.JSInterop.Invocations["drafts.settle"].Single().Arguments);
    }

    [Fact]
    public async Task Filters_choose_by_the_kind_of_the_entry()
    {
        using var context = new PageContext();
        await RoomTests.OpenAsync(context);
        await NoteAsync(context, "a note", null);
        await context.Actions.PlanAsync(1, 2, "move-traffic", World.Commander, CancellationToken.None);
        var view = context.World.Desk.Book.Current.Find(1)!;

        Assert.Equal(view.Entries.Count, Shown(context, view, "all"));
        Assert.Equal(1, Shown(context, view, "notes"));
        Assert.Equal(1, Shown(context, view, "actions"));
        Assert.Equal(view.Entries.Count - 1, Shown(context, view, "key"));
    }

    [Fact]
    public async Task A_corrected_note_stays_struck_through_beside_what_corrects_it()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context);
        await NoteAsync(context, "power event in AZ-2", null);
        var note = context.World.Incident(1).Sequence;
        await context.SeesAsync(() => room.ById($"correct-{note}"));
        await room.ById("correct-text").InputAsync(new ChangeEventArgs { Value = "power event in AZ-1" });
        await room.Find("form:has([data-testid=correct-text])").SubmitAsync();
        Assert.Contains("Say why", room.ById("correct-refusal").TextContent);
        await room.ById("correct-reason").InputAsync(new ChangeEventArgs { Value = "wrong zone" });
        await room.Find("form:has([data-testid=correct-text])").SubmitAsync();

        await context.SeesAsync(() => Assert.Contains("AZ-2", room.ById("corrected").TextContent));
        Assert.Contains("AZ-1", room.ById("correction").TextContent);
        // A new form, which is closed: what was typed as the reason is gone.
        Assert.Equal("", room.ById("correct-reason").GetAttribute("value") ?? "");
        Assert.Contains("wrong zone", room.ById("timeline").TextContent);
    }

    [Fact]
    public async Task Only_notes_are_corrected_and_each_entry_once()
    {
        using var context = new PageContext();
        await RoomTests.OpenAsync(context);
        await NoteAsync(context, "a note", null);
        var desk = context.World.Desk;
        var note = context.World.Incident(1).Sequence;
        Assert.Contains("Only a note", (await desk.HandleViewAsync(1, World.Commander, view => Notes.Correct(view, 1, "x", "y"), CancellationToken.None)).Refusal!.Sentence);
        Assert.Equal(RefusalReason.NotFound, (await desk.HandleViewAsync(1, World.Commander, view => Notes.Correct(view, 99, "x", "y"), CancellationToken.None)).Refusal!.Reason);
        Assert.Null((await desk.HandleViewAsync(1, World.Commander, view => Notes.Correct(view, note, "x", "y"), CancellationToken.None)).Refusal);
        Assert.Contains("corrected already", (await desk.HandleViewAsync(1, World.Commander, view => Notes.Correct(view, note, "z", "y"), CancellationToken.None)).Refusal!.Sentence);
    }

    [Fact]
    public async Task Of_a_long_timeline_the_newest_entries_are_drawn_and_the_older_ones_when_asked_for()
    {
        using var context = new PageContext();
        var view = await LongAsync(context);

        var panel = Panel(context, view, "all");
        Assert.Equal(200, panel.AllById("timeline-entry").Count);
        Assert.Contains("note 249", panel.AllById("timeline-entry")[0].TextContent);

        await panel.FindAll("button").Single(button => button.TextContent.StartsWith("Show ", StringComparison.Ordinal)).ClickAsync(new());
        Assert.Equal(view.Entries.Count, panel.AllById("timeline-entry").Count);
    }

    [Fact]
    public async Task A_link_to_an_old_entry_draws_the_timeline_as_far_as_it()
    {
        using var context = new PageContext();
        var view = await LongAsync(context);

        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/incidents/1#e3");

        Assert.NotNull(Panel(context, view, "all").Find("#e3"));
    }

    [Fact]
    public async Task A_late_entry_stands_where_it_happened_and_says_when_it_was_recorded()
    {
        using var context = new PageContext();
        var room = await RoomTests.OpenAsync(context);
        await NoteAsync(context, "heard a bang", World.Start - TimeSpan.FromMinutes(5));

        await context.SeesAsync(() =>
        {
            var last = room.AllById("timeline-entry")[^1];
            Assert.Contains("heard a bang", last.TextContent);
            Assert.Contains("recorded 10:30:30", last.TextContent);
        });
    }

    [Theory]
    [InlineData("10:28", "10:28:00")]
    [InlineData("9:05:07", "09:05:07")]
    public void A_late_time_is_the_last_time_the_clock_showed_it(string text, string expected)
    {
        Assert.True(LateTime.TryRead(text, World.Start, out var at));
        Assert.Equal($"2026-11-23 {expected}", at!.Value.ToString("yyyy-MM-dd HH:mm:ss"));
    }

    [Fact]
    public void A_time_still_to_come_today_was_yesterday()
    {
        Assert.True(LateTime.TryRead("23:59", World.Start, out var at));
        Assert.Equal(22, at!.Value.Day);
    }

    [Fact]
    public void What_is_no_time_of_day_or_not_of_the_last_hours_is_refused()
    {
        Assert.False(LateTime.TryRead("soon", World.Start, out _));
        Assert.False(LateTime.TryRead("11:00", World.Start, out _));
    }

    [Fact]
    public async Task The_rooms_address_says_what_its_timeline_shows()
    {
        using var context = new PageContext();
        await context.World.DeclareAsync();
        context.Services.GetRequiredService<NavigationManager>().NavigateTo("/incidents/1?show=all");

        var room = context.Render<Features.Incidents.RoomPage>(parameters => parameters.Add(page => page.Number, 1));

        Assert.Equal("true", room.ById("filter-all").GetAttribute("aria-current"));
    }

    private static int Shown(PageContext context, IncidentView view, string filter) => Panel(context, view, filter).AllById("timeline-entry").Count;

    private static IRenderedComponent<TimelinePanel> Panel(PageContext context, IncidentView view, string filter) =>
        context.Render<TimelinePanel>(parameters => parameters.Add(panel => panel.View, view).Add(panel => panel.Show, filter));

    private static async Task<IncidentView> LongAsync(PageContext context)
    {
        await RoomTests.OpenAsync(context);
        for (var number = 0; number < 250; number++) await NoteAsync(context, $"note {number}", null);
        return context.World.Desk.Book.Current.Find(1)!;
    }

    private static Task<Outcome> NoteAsync(PageContext context, string text, DateTimeOffset? happenedAt) =>
        context.World.Desk.HandleAsync(1, World.Commander, incident => Notes.Add(incident, text, happenedAt, context.World.Now), CancellationToken.None);
}
