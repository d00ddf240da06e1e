using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Incidents.Unread;

public class UnreadIncidentTests
{
    private const string DedupOutage = """
        {"type":"incident-declared","region":"eu-west","survivor":"us-east","severity":"P1","incidentKind":"real","title":"dedup down","startedAt":"2026-11-23T10:00:00+00:00","startReason":null,"commander":"ana","runbook":"dedup-outage","runbookVersion":"1"}
        """;

    private const string NewSeverity = """{"type":"incident-declared","region":"eu-west","severity":"p-minus-1"}""";
    private readonly World world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DedupOutage, "this build has no runbook “dedup-outage”")]
    [InlineData(NewSeverity, "“incident-declared” holds a value this build cannot read")]
    [InlineData("""{"type":"note-added","text":"first"}""", "it does not begin with a declaration")]
    public async Task An_incident_this_build_cannot_follow_is_kept_apart_and_refuses_with_the_reason(string declared, string why)
    {
        var number = await world.DeclaresAsync(declared.Trim());
        await world.WritesAsync(number, """{"type":"note-added","text":"by the newer one"}""");

        var book = world.Desk.Book.Current;
        Assert.Empty(book.Incidents);
        Assert.StartsWith(why, book.Unread[number].Why, StringComparison.Ordinal);
        Assert.Equal(2, book.Unread[number].Sequence);
        var refused = await world.Desk.HandleAsync(number, Commander, incident => Notes.Add(incident, "hello", null, world.Now), Cancellation);
        Assert.StartsWith($"Incident #{number} was written by a newer version: {why}", refused.Refusal!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_incident_is_declared_and_read_as_ever()
    {
        await world.DeclaresAsync(DedupOutage.Trim());

        var number = await world.DeclareAsync();

        Assert.True(world.Incident(number).IsOpen);
        Assert.Null(await new IncidentDesk(world.Log).RefreshAllAsync(Cancellation));
    }

    [Fact]
    public async Task The_region_it_may_hold_out_gains_no_traffic_until_it_is_over()
    {
        var unread = await world.DeclaresAsync(DedupOutage.Trim().Replace("eu-west\",\"survivor\":\"us-east", "us-east\",\"survivor\":\"eu-west", StringComparison.Ordinal));
        var number = await world.DeclareAsync();

        Assert.StartsWith("Whether us-east is latched out by another incident cannot be told.", Forbids(), StringComparison.Ordinal);
        await world.WritesAsync(unread, """{"type":"incident-resolved","reason":"done"}""");
        Assert.Null(Forbids());

        string? Forbids() => FailbackLatch.Forbids([UsEast], world.Context(number) with { Book = world.Desk.Book.Current })?.Sentence;
    }
}
