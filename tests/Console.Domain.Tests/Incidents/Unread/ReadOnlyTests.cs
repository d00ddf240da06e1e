using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Chain;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Incidents.Unread;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Incidents.Unread;

public class ReadOnlyTests
{
    private const string Future = """{"type":"future-event","releases":"eu-west"}""";
    private readonly World world = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_entry_is_on_the_timeline_the_chain_holds_and_notes_go_on()
    {
        var number = await world.DeclareAsync();
        await world.WritesAsync(number, Future);

        Assert.Null((await HandleAsync(number, incident => Notes.Add(incident, "still here", null, world.Now))).Refusal);

        var entries = world.Desk.Book.Current.Find(number)!.Entries;
        Assert.Equal(Future, Assert.IsType<UnreadEvent>(entries[^2].Event).Json);
        Assert.True(ChainVerifier.Verify(await world.Log.ReadStoredAsync(number, Cancellation), []).IsIntact);
    }

    [Fact]
    public async Task What_could_depend_on_it_is_refused_with_the_reason()
    {
        var number = await world.DeclareAsync();
        await world.WritesAsync(number, Future);
        var refusal = $"Incident #{number} is read-only here: entry {world.Incident(number).Sequence} was written by a newer version "
            + "(this build has no event type “future-event”). Use a console of that version. Notes are still taken.";
        var step = RunbookCatalog.Find("geo-failover").Find(9)!;

        Func<Incident, Decision>[] decisions =
        [
            incident => Command.Resolve(incident, "done", true),
            incident => Command.HandOver(incident, "other", ["other"], null),
            incident => Command.ChangeSeverity(incident, Severity.P2, "better"),
            incident => Checklist.Attest(incident, step, "seen it", []),
            incident => Checklist.Skip(incident, step, "no time"),
            _ => new ActionsAllowed("go on"),
            _ => new RegionReleased(EuWest, "looks fine"),
            _ => new ActionSettledByHand(Guid.NewGuid(), "x", true, "seen"),
        ];
        foreach (var decide in decisions) Assert.Equal(refusal, (await HandleAsync(number, decide)).Refusal?.Sentence);
    }

    [Fact]
    public async Task Stopping_is_never_refused()
    {
        var number = await world.DeclareAsync();
        await world.WritesAsync(number, Future);

        Assert.Null(await new StopSwitch(world.Desk).StopAsync(Commander, "wait", Cancellation));
        Assert.NotNull(world.Incident(number).Stopped);
    }

    [Fact]
    public async Task The_console_finds_nothing_in_it_by_itself()
    {
        world.EuWestDies();
        var number = await world.DeclareAsync();
        await world.WritesAsync(number, Future);
        var before = world.Incident(number).Sequence;

        await new EvidenceWatcher(world.Desk, world.Fleet, world.Policy, world.Supervisor, world.Time).LookAsync(Cancellation);

        Assert.Equal(before, world.Incident(number).Sequence);
    }

    [Theory]
    [InlineData("""{"type":"step-skipped","step":25,"title":"x","reason":"y"}""", "this build's runbook has no item 25")]
    [InlineData("""{"type":"action-confirmed","planId":"0e4b6a9c-0c61-4a3b-8a67-6e2f3a1de001","title":"x"}""", "it is of a plan this build cannot read")]
    [InlineData("""{"type":"message-sending","post":"0e4b6a9c-0c61-4a3b-8a67-6e2f3a1de001","part":1}""", "it is of a message this build cannot read")]
    [InlineData("""{"type":"action-planned","plan":{"future":true}}""", "“action-planned” holds a value this build cannot read, at $.plan")]
    public async Task What_can_be_read_and_not_followed_counts_as_not_read(string stored, string why)
    {
        var number = await world.DeclareAsync();
        await world.WritesAsync(number, stored);

        Assert.Equal(why, Assert.Single(world.Incident(number).Unread).Why);
    }

    [Fact]
    public async Task A_region_that_such_an_incident_may_hold_out_gains_no_traffic_by_another()
    {
        var number = await world.DeclareAsync();
        var other = (await world.Log.OpenAsync(Commander, [new NewEntry(AboutUsEast, null)], Cancellation)).Entries[0].Incident;
        await world.WritesAsync(other, Future);
        var context = world.Context(number) with { Book = world.Desk.Book.Current };

        Assert.StartsWith($"Whether us-east is latched out by another incident cannot be told. Incident #{other} is read-only here",
            FailbackLatch.Forbids([UsEast], context)!.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("cannot be told", FailbackLatch.Forbids([EuWest], context)!.Sentence, StringComparison.Ordinal);
    }

    private static IncidentDeclared AboutUsEast => new(
        UsEast, EuWest, Severity.P1, IncidentKind.Real, "t", Start, null, "c", "geo-failover", "1");

    private Task<Outcome> HandleAsync(int number, Func<Incident, Decision> decide) => world.Desk.HandleAsync(number, Commander, decide, Cancellation);
}
