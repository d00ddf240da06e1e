using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Incidents;

public class DeskTests
{
    private readonly World world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Step StepOne => RunbookCatalog.Find("geo-failover").Find(9)!;

    [Fact]
    public async Task Many_hands_at_once_lose_no_note_and_leave_no_gap()
    {
        var number = await world.DeclareAsync();
        // Each hand has a desk of its own, as each replica has.
        var desks = Enumerable.Range(0, 5).Select(_ => new IncidentDesk(world.Log)).ToList();
        await Task.WhenAll(Enumerable.Range(0, 25).Select(i =>
            desks[i % desks.Count].HandleAsync(number, Commander, incident => Notes.Add(incident, $"note {i}", null, world.Now), Cancellation)));

        await world.Desk.RefreshAsync(number, Cancellation);
        var entries = world.Desk.Book.Current.Find(number)!.Entries;
        Assert.Equal(25, entries.Count(entry => entry.Event is NoteAdded));
        Assert.Equal(Enumerable.Range(1, entries.Count), entries.Select(entry => (int)entry.Sequence));
    }

    [Fact]
    public async Task Commanders_who_declare_the_same_region_at_once_open_one_incident()
    {
        var desks = Enumerable.Range(0, 8).Select(_ => new IncidentDesk(world.Log)).ToList();
        var outcomes = await Task.WhenAll(desks.Select(desk => Task.Run(() => world.TryDeclareAsync(desk))));
        Assert.Single(outcomes, outcome => outcome.View is not null);
        Assert.Single(await world.Log.ListAsync(Cancellation));
    }

    [Fact]
    public async Task Two_people_who_attest_the_same_item_leave_one_attestation()
    {
        var number = await world.DeclareAsync();
        var other = new IncidentDesk(world.Log);
        Task<Outcome> Attest(IncidentDesk desk, string by) =>
            desk.HandleAsync(number, Commander with { Name = by }, incident => Checklist.Attest(incident, StepOne, "seen it", []), Cancellation);
        Assert.Null((await Attest(world.Desk, "a")).Refusal);
        Assert.Contains("a has marked item 9", (await Attest(other, "b")).Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timeline_that_cannot_be_reached_refuses_and_says_so_until_it_is_back()
    {
        var number = await world.DeclareAsync();
        world.Log.IsDown = true;
        var refused = await world.Desk.HandleAsync(number, Commander, incident => Notes.Add(incident, "hello", null, world.Now), Cancellation);
        Assert.Equal(RefusalReason.Unavailable, refused.Refusal!.Reason);
        Assert.Equal("connection refused", world.Desk.Book.Current.Unavailable);

        world.Log.IsDown = false;
        Assert.Null((await world.Desk.HandleAsync(number, Commander, incident => Notes.Add(incident, "hello", null, world.Now), Cancellation)).Refusal);
        Assert.Null(world.Desk.Book.Current.Unavailable);
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("  ", "empty")]
    public async Task An_empty_note_is_refused(string? text, string says) => Assert.Contains(says,
        (await world.Desk.HandleAsync(await world.DeclareAsync(), Commander, incident => Notes.Add(incident, text, null, world.Now), Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);

    [Fact]
    public async Task A_note_of_ten_megabytes_is_refused_whole() => Assert.Contains("Nothing was cut or kept",
        (await world.Desk.HandleAsync(await world.DeclareAsync(), Commander, incident => Notes.Add(incident, new string('x', 10_000_000), null, world.Now), Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);

    [Fact]
    public async Task A_note_of_long_before_the_incident_is_refused_and_one_of_the_day_before_is_kept()
    {
        var number = await world.DeclareAsync();
        Task<Outcome> Note(TimeSpan before) => world.Desk.HandleAsync(number, Commander, incident => Notes.Add(incident, "power event", incident.StartedAt - before, world.Now), Cancellation);

        Assert.Equal("2026-11-22 10:29 UTC is more than a day before incident #1 began, 2026-11-23 10:30 UTC.", (await Note(TimeSpan.FromHours(24.01))).Refusal!.Sentence);
        Assert.Null((await Note(TimeSpan.FromHours(24))).Refusal);
    }

    [Fact]
    public async Task What_turns_the_direction_of_text_is_dropped_from_what_people_type()
    {
        var number = await world.DeclareAsync();
        const string Typed = "\u202Eback\u202C and \u2066forth\u2069\0";
        await world.Desk.HandleAsync(number, Commander, incident => Notes.Add(incident, Typed, null, world.Now), Cancellation);
        await world.Desk.HandleAsync(number, Commander, incident => Checklist.Skip(incident, StepOne, Typed), Cancellation);
        await world.Desk.HandleAsync(number, Commander, incident => Command.Assign(incident, "\u202Aana\u202B", "\u202Dscribe\u2067\u2068"), Cancellation);

        Assert.Equal(["“back and forth”", $"skipped 9, {StepOne.Title}: back and forth", "made ana scribe"], world.Desk.Book.Current.Find(number)!.Entries.TakeLast(3).Select(entry => entry.Event.Sentence));
        Assert.Equal("The note is empty.", (await world.Desk.HandleAsync(number, Commander, incident => Notes.Add(incident, "\u202E", null, world.Now), Cancellation)).Refusal!.Sentence);
    }

    [Fact]
    public async Task A_late_note_keeps_both_times()
    {
        var number = await world.DeclareAsync();
        await world.Desk.HandleAsync(number, Commander, incident => Notes.Add(incident, "power event", Start - TimeSpan.FromMinutes(5), world.Now), Cancellation);
        var entry = world.Desk.Book.Current.Find(number)!.Entries[^1];
        Assert.Equal((Start - TimeSpan.FromMinutes(5), world.Now), (entry.HappenedAt, entry.RecordedAt));
    }
}
