using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Chain;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Review.Exports;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Review;

public class ExportTests
{
    private readonly World world = new();

    [Fact]
    public async Task The_table_has_every_entry_and_no_cell_becomes_a_formula_or_another_row()
    {
        var number = await world.DeclareAsync();
        await world.Desk.HandleAsync(number, new Actor("=cmd|'/c calc'!A1", Role.Responder, "\t127.0.0.1"), _ => new NoteAdded("a \"b\",\r\nc"), CancellationToken.None);
        await world.Desk.HandleAsync(number, Actor.Console, _ => new NoteAdded("by itself"), CancellationToken.None);
        var view = world.Desk.Book.Current.Find(number)!;

        var csv = TimelineCsv.Of(view);

        Assert.StartsWith(TimelineCsv.Columns + "\r\n1,2026-11-23T10:30:00.000000Z,2026-11-23T10:30:00.000000Z,\"", csv, StringComparison.Ordinal);
        Assert.Contains(",\"'=cmd|'/c calc'!A1\",responder,\"'\t127.0.0.1\",note,\"“a \"\"b\"\",\r\nc”\",,", csv, StringComparison.Ordinal);
        Assert.Contains(",\"console\",,\"local\",note,\"“by itself”\",,", csv, StringComparison.Ordinal);
        Assert.EndsWith(view.Incident.ChainHead + "\r\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_draft_names_the_day_of_what_happened_on_another_than_the_first()
    {
        var number = await world.DeclareAsync();
        world.Time.Advance(TimeSpan.FromHours(14));
        await world.Desk.HandleAsync(number, Commander, incident => Notes.Add(incident, "still down", null, world.Now), CancellationToken.None);
        var view = world.Desk.Book.Current.Find(number)!;

        var draft = PostMortemDraft.Of(view, IncidentReview.Of(view, world.Now, world.Policy), null);

        Assert.Contains("| 2026-11-24 00:30:00 | commander | “still down” |", draft, StringComparison.Ordinal);
        Assert.Contains("| 10:30:00 | commander | declared", draft, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_json_has_the_figures_in_seconds_and_still_verifies()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        await world.Desk.HandleAsync(number, Commander, incident => new ServiceRestored(UsEast, world.Now, world.Now, 15, TimeSpan.FromSeconds(159)), CancellationToken.None);
        var view = world.Desk.Book.Current.Find(number)!;
        var stored = await world.Log.ReadStoredAsync(number, CancellationToken.None);

        var file = ChainExport.Write(stored, [], json => ReviewJson.Write(json, IncidentReview.Of(view, world.Now, world.Policy)));

        using var document = JsonDocument.Parse(file);
        Assert.Equal(159, document.RootElement.GetProperty("review").GetProperty("rto").GetDouble());
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("review").GetProperty("timeToRecover").ValueKind);
        var (entries, anchors) = ChainExport.Read(file);
        Assert.True(ChainVerifier.Verify(entries, anchors).IsIntact);
    }

    [Fact]
    public async Task A_figure_beside_the_chain_may_be_changed_and_an_entry_may_not()
    {
        var number = await world.DeclareAsync();
        var view = world.Desk.Book.Current.Find(number)!;
        var text = Encoding.UTF8.GetString(ChainExport.Write(await world.Log.ReadStoredAsync(number, CancellationToken.None), [], json => ReviewJson.Write(json, IncidentReview.Of(view, world.Now, world.Policy))));

        Assert.True(Verify(text.Replace("\"rtoTarget\": 300", "\"rtoTarget\": 9", StringComparison.Ordinal)).IsIntact);
        Assert.Equal(1, Verify(text.Replace("\"actor\": \"commander\"", "\"actor\": \"mallory\"", StringComparison.Ordinal)).FirstBroken);
    }

    [Theory]
    [InlineData("\"rto\": 159", "\"rto\": 19.865", "“rto” is 19.865 in the file, and 159 by its entries")]
    [InlineData("\"open\": 19", "\"open\": 0", "“items” is")]
    [InlineData("\"rto\": 159", "\"rto\": 159", null)]
    public async Task A_figure_that_does_not_follow_from_the_entries_is_named(string written, string changed, string? says)
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        await world.Desk.HandleAsync(number, Commander, incident => new ServiceRestored(UsEast, world.Now, world.Now, 15, TimeSpan.FromSeconds(159)), CancellationToken.None);
        var review = IncidentReview.Of(world.Desk.Book.Current.Find(number)!, world.Now, world.Policy);
        // What is recorded between the drawing up and the reading of the rows is not in the figures.
        await world.Desk.HandleAsync(number, Commander, incident => new StepSkipped(1, "Confirm", "rehearsal"), CancellationToken.None);
        var text = Encoding.UTF8.GetString(ChainExport.Write(await world.Log.ReadStoredAsync(number, CancellationToken.None), [], json => ReviewJson.Write(json, review)));
        Assert.Contains(written, text, StringComparison.Ordinal);
        var file = Encoding.UTF8.GetBytes(text.Replace(written, changed, StringComparison.Ordinal));

        var wrong = FigureCheck.FirstWrong(file, ChainExport.Read(file).Entries);

        if (says is null) Assert.Null(wrong);
        else Assert.StartsWith(says, wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_requested_approved_and_confirmed_is_in_the_json_and_a_file_from_before_it_was_still_verifies()
    {
        var review = IncidentReview.Of(await ApprovedAndConfirmedAsync(), world.Now, world.Policy);
        var stored = await world.Log.ReadStoredAsync(review.Incident.Number, CancellationToken.None);
        var file = JsonNode.Parse(ChainExport.Write(stored, [], json => ReviewJson.Write(json, review)))!;
        var action = file["review"]!["actions"]!.AsArray().Single()!;
        Assert.Equal(("commander", "second", "second"), ((string?)action["requestedBy"], (string?)action["approvedBy"], (string?)action["confirmedBy"]));

        Assert.Null(Wrong());
        action["approvedBy"] = "third";
        Assert.StartsWith("“actions” is", Wrong(), StringComparison.Ordinal);
        file["review"]!.AsObject().Remove("actions");
        Assert.Null(Wrong());

        string? Wrong()
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(file);
            return FigureCheck.FirstWrong(bytes, ChainExport.Read(bytes).Entries);
        }
    }

    [Fact]
    public async Task The_draft_says_who_stands_behind_each_action_and_where_one_person_stood_for_two()
    {
        var view = await ApprovedAndConfirmedAsync();

        var draft = PostMortemDraft.Of(view, IncidentReview.Of(view, world.Now, world.Policy), null);

        Assert.Contains("| 2 · Move traffic | commander | second | second | 10:30:00 |", draft, StringComparison.Ordinal);
        Assert.Contains("**Second person:** “Move traffic” was approved and confirmed by second: one person", draft, StringComparison.Ordinal);
    }

    /// <summary>As older builds stored it: nothing kept the second person from confirming too.</summary>
    private async Task<IncidentView> ApprovedAndConfirmedAsync()
    {
        var number = await world.DeclareAsync();
        var plan = new ActionPlan(Guid.NewGuid(), 2, "move-traffic", "Move traffic", null, null, "…", [], null, null, null) { NeedsSecondPerson = true };
        await world.Desk.HandleAsync(number, Commander, _ => new ActionPlanned(plan), CancellationToken.None);
        await world.Desk.HandleAsync(number, Commander with { Name = "second" },
            _ => Decision.Of([new ActionApproved(plan.Id, plan.Title), new ActionConfirmed(plan.Id, plan.Title)]), CancellationToken.None);
        return world.Desk.Book.Current.Find(number)!;
    }

    private static ChainVerdict Verify(string text)
    {
        var (entries, anchors) = ChainExport.Read(Encoding.UTF8.GetBytes(text));
        return ChainVerifier.Verify(entries, anchors);
    }
}
