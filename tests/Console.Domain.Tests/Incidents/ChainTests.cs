using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Chain;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Incidents;

/// <summary>Tries to change what was recorded without being noticed.</summary>
public class ChainTests
{
    private readonly World world = new();
    private readonly FakeAnchors anchors = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_recorded_and_not_touched_is_intact()
    {
        var entries = await TenEntriesAsync();
        Assert.True(ChainVerifier.Verify(entries, [Anchor(entries, entries.Count)]).IsIntact);
        Assert.True(ChainVerifier.Verify(entries, [Anchor(entries, 3)]).IsIntact);
    }

    [Fact]
    public async Task A_changed_word_is_named()
    {
        var entries = await TenEntriesAsync();
        entries[4] = entries[4] with { EventJson = entries[4].EventJson.Replace("note", "nota", StringComparison.Ordinal) };
        Assert.Equal(5, ChainVerifier.Verify(entries, []).FirstBroken);
    }

    [Theory]
    [InlineData("actor")]
    [InlineData("role")]
    [InlineData("source")]
    [InlineData("happened")]
    [InlineData("recorded")]
    public async Task Whoever_and_whenever_are_covered_as_well(string field)
    {
        var entries = await TenEntriesAsync();
        var entry = entries[5];
        entries[5] = field switch
        {
            "actor" => entry with { Actor = entry.Actor with { Name = "mallory" } },
            "role" => entry with { Actor = entry.Actor with { Role = Role.Viewer } },
            "source" => entry with { Actor = entry.Actor with { Source = "10.0.0.1" } },
            "happened" => entry with { HappenedAt = entry.HappenedAt.AddMinutes(1) },
            _ => entry with { RecordedAt = entry.RecordedAt.AddMinutes(1) },
        };
        Assert.Equal(6, ChainVerifier.Verify(entries, []).FirstBroken);
    }

    [Fact]
    public async Task A_deleted_entry_and_two_that_changed_places_are_named()
    {
        var deleted = await TenEntriesAsync();
        deleted.RemoveAt(3);
        Assert.Equal(4, ChainVerifier.Verify(deleted, []).FirstBroken);

        var reordered = await TenEntriesAsync();
        (reordered[6], reordered[7]) = (reordered[7] with { Sequence = 7 }, reordered[6] with { Sequence = 8 });
        Assert.Equal(7, ChainVerifier.Verify(reordered, []).FirstBroken);
    }

    [Fact]
    public async Task An_end_that_was_cut_off_shows_in_a_head_that_is_kept_elsewhere()
    {
        var entries = await TenEntriesAsync();
        var anchor = Anchor(entries, entries.Count);
        entries.RemoveRange(entries.Count - 2, 2);
        Assert.True(ChainVerifier.Verify(entries, []).IsIntact); // the chain alone cannot tell
        var verdict = ChainVerifier.Verify(entries, [anchor]);
        Assert.Equal((false, (long?)entries.Count + 1), (verdict.IsIntact, verdict.FirstBroken));
        Assert.Contains("us-east S3 kept the head", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chain_written_anew_with_right_hashes_differs_from_the_kept_head()
    {
        var entries = await TenEntriesAsync();
        var anchor = Anchor(entries, 6);
        var hash = HashChain.Genesis;
        for (var at = 0; at < entries.Count; at++)
        {
            var forged = at == 4 ? entries[at] with { EventJson = entries[at].EventJson.Replace("note", "nota", StringComparison.Ordinal) } : entries[at];
            hash = forged.ExpectedHash(hash);
            entries[at] = forged with { Hash = hash };
        }
        Assert.True(ChainVerifier.Verify(entries, []).IsIntact);
        Assert.Equal(6, ChainVerifier.Verify(entries, [anchor]).FirstBroken);
    }

    [Fact]
    public async Task An_export_is_read_back_and_verified_and_its_own_head_shows_a_cut()
    {
        var entries = await TenEntriesAsync();
        var file = ChainExport.Write(entries, [Anchor(entries, 3)], _ => { });
        var (read, kept) = ChainExport.Read(file);
        Assert.Equal(entries, read);
        Assert.True(ChainVerifier.Verify(read, kept).IsIntact);
        Assert.False(ChainVerifier.Verify([.. read.SkipLast(1)], kept).IsIntact);
    }

    [Fact]
    public async Task An_export_gives_the_console_itself_no_role_and_nobody_else_can_go_without_one()
    {
        var text = System.Text.Encoding.UTF8.GetString(ChainExport.Write(await TenEntriesAsync(), [], _ => { }));
        using var export = System.Text.Json.JsonDocument.Parse(text);
        var roles = export.RootElement.GetProperty("entries").EnumerateArray().Select(entry => (entry.GetProperty("actor").GetString(), entry.GetProperty("role").GetString())).Distinct().Order();
        Assert.Equal([("commander", "Commander"), ("console", null)], roles);

        var nameless = text.Replace("\"Commander\"", "null", StringComparison.Ordinal);
        Assert.Equal("This export has an entry of “commander” without a role.", Assert.Throws<FormatException>(() => ChainExport.Read(System.Text.Encoding.UTF8.GetBytes(nameless))).Message);
    }

    [Fact]
    public async Task An_export_that_another_program_has_laid_out_anew_says_the_same_and_is_intact()
    {
        var text = System.Text.Encoding.UTF8.GetString(ChainExport.Write(await TenEntriesAsync(), [], _ => { }));
        var anew = System.Text.Json.Nodes.JsonNode.Parse(text)!.ToJsonString(new() { WriteIndented = true });
        Assert.NotEqual(text, anew);
        var (read, kept) = ChainExport.Read(System.Text.Encoding.UTF8.GetBytes(anew));
        Assert.True(ChainVerifier.Verify(read, kept).IsIntact);
    }

    [Fact]
    public async Task An_export_of_before_that_names_a_role_of_the_console_is_still_intact()
    {
        var text = System.Text.Encoding.UTF8.GetString(ChainExport.Write(await TenEntriesAsync(), [], _ => { }));
        var (read, kept) = ChainExport.Read(System.Text.Encoding.UTF8.GetBytes(text.Replace("\"role\": null", "\"role\": \"Commander\"", StringComparison.Ordinal)));
        Assert.True(ChainVerifier.Verify(read, kept).IsIntact);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"format":"incident-console-timeline/1"}""")]
    [InlineData("""{"format":"incident-console-timeline/1","incident":1,"head":"x","anchors":[],"entries":[{"sequence":"one"}]}""")]
    public void What_is_no_export_is_refused_in_a_sentence(string text) =>
        Assert.StartsWith("This", Assert.Throws<FormatException>(() => ChainExport.Read(System.Text.Encoding.UTF8.GetBytes(text))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task The_head_of_an_open_incident_is_kept_in_every_place_that_can_be_reached_and_later_in_the_others()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        anchors.Away.Add("eu-west S3");
        var mirror = new ChainMirror(world.Desk, anchors, world.Supervisor, world.Time);
        await mirror.LookAsync(Cancellation);
        Assert.Equal(["us-east S3"], anchors.Kept.Keys.Select(key => key.Place));
        anchors.Away.Clear();
        await mirror.LookAsync(Cancellation);
        Assert.Equal(world.Incident(number).ChainHead, anchors.Kept[("eu-west S3", number)].Hash);
        Assert.Equal(2, anchors.Writes);
        await mirror.LookAsync(Cancellation);
        Assert.Equal(2, anchors.Writes);
    }

    [Fact]
    public async Task A_check_says_which_places_it_could_not_hold_the_chain_against()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        await new ChainMirror(world.Desk, anchors, world.Supervisor, world.Time).LookAsync(Cancellation);
        anchors.Away.Add("eu-west S3");
        var finding = await new ChainCheck(world.Log, anchors).RunAsync(number, Cancellation);
        Assert.True(finding.Verdict.IsIntact);
        Assert.Equal("us-east S3", Assert.Single(finding.Anchors).Place);
        Assert.Contains("eu-west S3 cannot be asked: it is dark", Assert.Single(finding.NotAsked), StringComparison.Ordinal);
    }

    private static ChainAnchor Anchor(List<StoredEntry> entries, int sequence) => new("us-east S3", sequence, entries[sequence - 1].Hash, Start);

    private async Task<List<StoredEntry>> TenEntriesAsync()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync(world.Desk.Book.Current.Incidents.IsEmpty ? IncidentKind.Real : IncidentKind.Drill);
        while (world.Incident(number).Sequence < 10) await world.Desk.HandleAsync(number, Commander, _ => new NoteAdded("a note"), Cancellation);
        await world.Desk.HandleAsync(number, Commander, _ => new IncidentResolved("done"), Cancellation);
        return [.. await world.Log.ReadStoredAsync(number, Cancellation)];
    }
}
