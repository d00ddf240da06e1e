using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Chain;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Incidents.Unread;

namespace IncidentConsole.Infra.Tests.Postgres;

/// <summary>A rolling upgrade, or the rollback after it: the database holds what this build does not know.</summary>
public class FutureEventTests(PostgresFixture postgres)
{
    private const string Future = """{ "type" : "FutureEvent", "plan" : {"deep":[1, 2, {"x": null}]} }""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_consoles_live_on_start_again_and_the_export_verifies()
    {
        var database = await postgres.CloneAsync();
        int incident;
        await using (var one = new LivingConsole(database.ConnectionString))
        await using (var two = new LivingConsole(database.ConnectionString))
        {
            incident = await one.DeclareAsync();
            await database.WritesAsync(incident, Future);

            await one.ReadsAsync(incident, 2);
            await two.ReadsAsync(incident, 2);
            Assert.Null((await two.Desk.HandleAsync(incident, Entries.Ada, state => Notes.Add(state, "still here", null, TimeProvider.System.GetUtcNow()), Cancellation)).Refusal);
            await one.ReadsAsync(incident, 3);
            Assert.Contains("read-only here", (await one.Desk.HandleAsync(incident, Entries.Ada, state => Command.Resolve(state, "done", true), Cancellation)).Refusal!.Sentence, StringComparison.Ordinal);
            one.Lives();
            two.Lives();
        }

        await using var again = new LivingConsole(database.ConnectionString);
        await using var andAgain = new LivingConsole(database.ConnectionString);
        await again.ReadsAsync(incident, 3);
        await andAgain.ReadsAsync(incident, 3);

        var entry = again.Desk.Book.Current.Find(incident)!.Entries[1];
        Assert.Equal((Future, "zoe"), (Assert.IsType<UnreadEvent>(entry.Event).Json, entry.Actor.Name));
        await VerifiesAsync(again.Log, incident);
        again.Lives();
        andAgain.Lives();
    }

    [Theory]
    [InlineData("""{"type":"incident-declared","region":"eu-west","survivor":"us-east","severity":"P1","incidentKind":"real","title":"t","startedAt":"2026-11-23T10:30:00+00:00","startReason":null,"commander":"ana","runbook":"dedup-outage","runbookVersion":"1"}""")]
    [InlineData("""{"type":"incident-declared","region":"eu-west","severity":"p-minus-1"}""")]
    [InlineData("""{"type":"incident-announced"}""")]
    public async Task An_incident_no_build_of_today_can_follow_is_only_shown(string declared)
    {
        var database = await postgres.CloneAsync();
        var unread = await database.DeclaresAsync(declared);
        await using var console = new LivingConsole(database.ConnectionString);

        await console.ReadsAsync(unread, 1);
        Assert.Null(await console.Desk.RecordOnUnreadAsync(unread, Entries.Ada, new ExportTaken("json"), Cancellation));

        Assert.Equal(2, console.Desk.Book.Current.Unread[unread].Sequence);
        await VerifiesAsync(console.Log, unread);
        var other = await console.DeclareAsync();
        await console.ReadsAsync(other, 1);
        console.Lives();
    }

    [Fact]
    public async Task A_role_this_build_does_not_know_is_kept_and_the_chain_holds()
    {
        var database = await postgres.CloneAsync();
        await using var console = new LivingConsole(database.ConnectionString);
        var incident = await console.DeclareAsync();
        await database.WritesAsync(incident, """{"type":"note-added","text":"by an auditor"}""", role: "Auditor");

        await console.ReadsAsync(incident, 2);

        var actor = console.Desk.Book.Current.Find(incident)!.Entries[1].Actor;
        Assert.Equal((Role.Viewer, "Auditor", null), (actor.Role, actor.RoleText, actor.AccountRole));
        await VerifiesAsync(console.Log, incident);
    }

    [Fact]
    public async Task Text_in_several_lines_verifies_from_its_export()
    {
        var database = await postgres.CloneAsync();
        await using var console = new LivingConsole(database.ConnectionString);
        var incident = await console.DeclareAsync();
        await database.WritesAsync(incident, "{\n  \"type\": \"FutureEvent\",\n  \"é\": \"\\u00e9\"\n}");

        await VerifiesAsync(console.Log, incident);
    }

    [Fact]
    public async Task A_wake_up_that_names_no_incident_wakes_for_all()
    {
        var database = await postgres.CloneAsync();
        await using var console = new LivingConsole(database.ConnectionString);
        var incident = await console.DeclareAsync();
        await console.ReadsAsync(incident, 1);

        await database.ExecuteAsync("notify timeline, 'incident/1'");
        await console.Log.AppendAsync(incident, 1, "after");

        await console.ReadsAsync(incident, 2);
        console.Lives();
    }

    private static async Task VerifiesAsync(IIncidentLog log, int incident)
    {
        var stored = await log.ReadStoredAsync(incident, Cancellation);
        var (entries, anchors) = ChainExport.Read(ChainExport.Write(stored, [], _ => { }));

        Assert.Equal(stored.Select(entry => entry.EventJson), entries.Select(entry => entry.EventJson));
        Assert.Null(ChainVerifier.Verify(entries, anchors).Reason);
    }
}
