using System.Text.Json;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Review.Exports;

namespace IncidentConsole.Drills.Tests.Stories;

/// <summary>A drill from its start on the page to its post-mortem: what the report says is what the clients and the timeline know.</summary>
public sealed class ScoredDrillTests(Chromium chromium)
{
    private const string Cause = "a switch in AZ-1 failed";

    // The scenario lets the lag grow beyond the RPO before the region dies.
    private const float UntilItDies = 300_000;

    [Fact]
    public async Task A_drill_is_started_detected_worked_off_and_scored_and_its_report_agrees_with_the_clients_own_ledger()
    {
        await using var story = await Rehearsal.StartAsync(chromium, "scored-drill", new() { ScenarioPauses = 0.15 }, ("Fleet:Rpo", "00:00:10"));
        var commander = await story.SignInAsync(story.Console.Commander);
        var board = story.BoardOf(commander);
        var drills = new DrillsPage(commander, story);
        var exports = new Exports(commander, story);
        Room room = null!;
        Checklist desk = null!;
        DateTimeOffset stopped = default, died = default;
        Unreplicated truth = null!;
        PostMortem draft = null!;
        string json = "";

        await story.StepAsync("the board shows a healthy fleet", board.OpenOnHealthyFleetAsync);
        await story.StepAsync("the scenario is started from the page", async () =>
        {
            await drills.StartAsync("lag-beyond-rpo");
            await commander.PicturesAsync(size => story.Keep($"drills-running-{size}.png"), whole: true);
            stopped = story.Range.Faults.Find("replication-stop", "eu-west")!.Since;
        });
        await story.StepAsync("the board sees the lag grow beyond the RPO, and eu-west die", async () =>
        {
            await commander.OpenAsync("/");
            await commander.SeesAsync("lag-eu-west-us-east", "beyond RPO", UntilItDies);
            await commander.SeesAsync("detection-eu-west", "looks down", UntilItDies);
            await board.SaysDownAsync("eu-west");
            died = story.Range.Faults.Find("region-down", "eu-west")!.Since;
        });
        await story.StepAsync("the banner offers the drill, and one click declares it", async () =>
        {
            room = await Room.DeclareRehearsedAsync(commander, "eu-west");
            desk = new Checklist(commander, room);
            await commander.SeesAsync("drill-mark", "DRILL");
            await Expect(commander.Page).ToHaveTitleAsync(new Regex(@"^\[DRILL\] #1 "));
        });
        await story.StepAsync("2 and 3: traffic is moved, the RPO is breached", async () =>
        {
            await desk.DoAsync(2, "move-traffic");
            await room.ItemIsAsync(3, "failed", "RPO breached: at most ");
        });
        await story.StepAsync("5: the commander decides against degraded mode", () => desk.AttestAsync(5, "neither: the survivor carries the load, duplicates are caught by the replay"));
        await story.StepAsync("6: a fresh PCS is accepted", () => desk.DoAtOnceAsync(6, "submit"));
        await story.StepAsync("the RTO clock stops on a measured number", () => room.RtoIsMeasuredAsync());
        await story.StepAsync("7: the start message is posted", () => desk.PostAsync(7));
        await story.StepAsync("8 and 10: duplicates are known, the suite passes", async () =>
        {
            await desk.DoAtOnceAsync(8, "submit-twice");
            await desk.DoAsync(10, "run");
        });
        await story.StepAsync("11 and 12: the cause is stated, the recovery planned", async () =>
        {
            await desk.StateCauseAsync(11, Cause);
            await desk.PlanRecoveryAsync(12);
        });
        await story.StepAsync("4: a whole good minute", () => room.ItemIsAsync(4, "proven"));
        await story.StepAsync("13: eu-west comes back, and still does not replicate", async () =>
        {
            await story.Range.HealAsync("region-down");
            await room.ItemIsAsync(13, "proven");
        });
        await story.StepAsync("14: what was not replicated is submitted again", () => desk.DoAsync(14, "replay-wal"));
        await story.StepAsync("one click in the room ends what is left of the scenario", drills.EndAsync);
        await story.StepAsync("9: the WAL is whole", () => desk.DoAtOnceAsync(9, "check"));
        await story.StepAsync("14 and 15: both stores are merged, the records carry their health checks", async () =>
        {
            await desk.DoAsync(14, "merge-redis");
            await desk.DoAsync(14, "merge-warm");
            await room.AreProvenAsync(14, 15);
        });
        await story.StepAsync("16: traffic returns", async () =>
        {
            await desk.DoAsync(16, "ramp");
            await room.ItemIsAsync(16, "proven");
        });
        await story.StepAsync("17: continuity and parity are proven", () => desk.DoAtOnceAsync(17, "check-wal"));
        await story.StepAsync("18 and 19: the resolution is posted, the post-mortem scheduled, the drill resolved", async () =>
        {
            await desk.PostAsync(18);
            await desk.SchedulePostMortemAsync(19);
            await desk.ResolveAsync("eu-west serves its share again");
        });
        await story.StepAsync("the clients' ledger and the console's list agree id by id", async () => truth = await LedgerTruth.HoldsAsync(story, room.Incident, stopped, died));

        await story.StepAsync("the drills page scores it", () => IsScoredAsync(commander, story, room));
        await story.StepAsync("the review has the same figures, and takes an action item", async () =>
        {
            await commander.OpenAsync($"/incidents/{room.Incident}/review");
            await commander.SeesAsync("drill-result", "Lag beyond the RPO");
            await commander.SeesAsync("figure-lost", $"of {Text.Number(truth.Reported)} not replicated");
            await commander.Get("action-item").FillAsync("lower the TTL");
            await commander.Get("action-owner").FillAsync("ana");
            await commander.ClickAsync("add-action-item");
            await commander.SeesAsync("action-items", "lower the TTL");
            await commander.PicturesAsync(size => story.Keep($"review-{size}.png"), whole: true);
        });
        await story.StepAsync("the draft needs judgement only, and its numbers are those of ledger and timeline", async () =>
        {
            draft = new(await exports.TakeAsync("md"));
            await AgreesAsync(draft, story, room, truth, died);
        });
        await story.StepAsync("the JSON export has the same figures and is verified offline; one character of an entry changed, and it is not", async () =>
        {
            json = await exports.TakeAsync("json");
            var review = JsonSerializer.Deserialize<JsonElement>(json).GetProperty("review");
            Assert.Equal(draft["RTO"], Text.Clock(TimeSpan.FromSeconds(review.GetProperty("rto").GetDouble())));
            Assert.Equal((truth.Reported, 0), (review.GetProperty("notReplicated").GetInt32(), review.GetProperty("lost").GetInt32()));
            Assert.Equal(0, (await exports.VerifyAsync("export.json", json)).ExitCode);

            var at = json.LastIndexOf(Cause, StringComparison.Ordinal);
            var (exitCode, words) = await exports.VerifyAsync("export-touched.json", json[..at] + 'A' + json[(at + 1)..]);
            Rehearsal.Say($"  {words.Trim()}");
            Assert.Equal(1, exitCode);
            Assert.Matches(@"^broken at entry \d+", words);
        });
        await story.StepAsync("the CSV has a row for every entry", async () =>
        {
            var csv = await exports.TakeAsync("csv");
            Assert.StartsWith(TimelineCsv.Columns, csv, StringComparison.Ordinal);
            foreach (var entry in await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, room.Incident)) Assert.Contains($",{entry.Hash}\r\n", csv, StringComparison.Ordinal);
        });
        await story.StepAsync("the printed review has them too, on more than one sheet", async () =>
        {
            var (page, printed) = await exports.PrintAsync();
            await Expect(page.Locator("main")).ToContainTextAsync(draft["RPO"].Split(" measured")[0]);
            foreach (var figure in new[] { draft["RTO"], Text.Number(truth.Reported), Cause, "lower the TTL" }) await Expect(page.Locator("main")).ToContainTextAsync(figure);
            Assert.True(Regex.Count(System.Text.Encoding.Latin1.GetString(printed), @"/Type\s*/Page\b") > 1, "The print has one sheet or none.");
        });
        await story.TheLogIsCleanAsync();
    }

    private static async Task IsScoredAsync(Person commander, Rehearsal story, Room room)
    {
        await commander.OpenAsync("/drills");
        await Expect(commander.Get("scenario-runs")).ToHaveCountAsync(0);
        var row = (await commander.Get($"drill-{room.Incident}").Locator("td").AllTextContentsAsync()).Select(cell => cell.Trim()).ToList();
        Rehearsal.Say($"  {string.Join(" | ", row)}");
        var (_, restored) = StoredTimeline.Only(await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, room.Incident), "service-restored");
        // The lag was beyond the RPO when the region died: no drill of this scenario meets the target.
        Assert.Matches(@"(?s)FAILED.*RPO 0:\d\d, the target is 0:10", row[1]);
        Assert.Equal("Lag beyond the RPO", row[2]);
        Assert.Equal(Text.Clock(restored.GetProperty("rto").Deserialize<TimeSpan>()), row[4]);
        Assert.Matches(@"^0:\d\d\d+ s measured", row[5]);
        // By people: 5 decided, 7 and 18 posted, 11, 12 and 19 stated.
        Assert.Equal(("13", "6", "0"), (row[6], row[7], row[8]));
        await commander.PicturesAsync(size => story.Keep($"drills-{size}.png"), whole: true);
    }

    private static async Task AgreesAsync(PostMortem draft, Rehearsal story, Room room, Unreplicated truth, DateTimeOffset died)
    {
        var entries = await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, room.Incident);
        StoredTimeline.IsWhole(entries, room.Incident);
        var (failed, _) = StoredTimeline.Only(entries, "first-probe-failed");
        var (restored, _) = StoredTimeline.Only(entries, "service-restored");
        var (declared, _) = StoredTimeline.Only(entries, "incident-declared");

        var (rpo, notReplicated, recovered) = draft.Loss;
        Assert.Multiple(
            draft.NeedsOnlyJudgement,
            () => Assert.Equal(Text.Clock(restored.HappenedAt - failed.HappenedAt), draft["RTO"]),
            () => Assert.Equal(Text.Clock(declared.HappenedAt - failed.HappenedAt), draft["Time to declare"]),
            () => Assert.Equal(Text.Time(declared.HappenedAt), draft.Declared),
            // By the range's clock the region died then: the first failed probe is hardly earlier, unless one was lost by chance just before, and not much later.
            () => Assert.InRange(failed.HappenedAt, died.AddSeconds(-5), died.AddSeconds(30)),
            () => ServedAgain(story, restored.HappenedAt, died),
            () => Assert.Equal((truth.Reported, truth.Reported), (notReplicated, recovered)),
            // The report counts from the newest heartbeat that had arrived: by one cadence and a replication earlier than the stop.
            () => Assert.InRange((rpo - truth.Span).TotalSeconds, -5, 15),
            () => Assert.Contains(Cause, draft.Part("Root cause"), StringComparison.Ordinal),
            () => Assert.Contains("lower the TTL", draft.Part("Action items"), StringComparison.Ordinal),
            () => Assert.Contains("Scenario: Lag beyond the RPO", draft.Part("Drill"), StringComparison.Ordinal));
        Rehearsal.Say($"  RTO {draft["RTO"]}, declared {draft.Declared}; RPO {rpo} (ledger {truth.Span}), {notReplicated} not replicated (ledger {truth.Told} told in the window)");
    }

    /// <summary>When the console says that the service is back, the clients' own ledger says so too.</summary>
    private static void ServedAgain(Rehearsal story, DateTimeOffset restored, DateTimeOffset died)
    {
        var ledger = story.Range.Ledger.Page(0, int.MaxValue);
        var window = TimeSpan.FromSeconds(10);
        int before = Count(died - window), after = Count(restored);
        Assert.True(after >= 0.5 * before, $"{after} answers in the {window.TotalSeconds} s after the service was said to be back, {before} before eu-west died");

        int Count(DateTimeOffset from) => ledger.Count(entry => entry.At >= from && entry.At < from + window);
    }
}
