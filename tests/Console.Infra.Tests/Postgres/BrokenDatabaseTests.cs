using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;

namespace IncidentConsole.Infra.Tests.Postgres;

/// <summary>A real server that answers with errors: whatever it says, the loops live and the page has the reason.</summary>
public class BrokenDatabaseTests(PostgresFixture postgres)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("40001", RefusalReason.NotNow, "changed again and again")]
    [InlineData("40P01", RefusalReason.NotNow, "changed again and again")]
    [InlineData("25P02", RefusalReason.Unavailable, "its transaction had failed already")]
    [InlineData("25006", RefusalReason.Unavailable, "it is read-only")]
    [InlineData("53100", RefusalReason.Unavailable, "its disk is full")]
    [InlineData("55P03", RefusalReason.Unavailable, "somebody holds a lock on it")]
    [InlineData("57P01", RefusalReason.Unavailable, "it is shutting down")]
    [InlineData("57P05", RefusalReason.Unavailable, "it answered with error 57P05")]
    [InlineData("XX000", RefusalReason.Unavailable, "it answered with error XX000")]
    [InlineData("23514", RefusalReason.Bug, "it refuses what the console asks, a bug (23514)")]
    [InlineData("P0001", RefusalReason.Bug, "it refuses what the console asks, a bug (P0001)")]
    public async Task An_append_that_is_answered_with_an_error_is_refused_and_works_again_without_it(string sqlState, RefusalReason reason, string says)
    {
        var database = await postgres.CloneAsync();
        await using var console = new LivingConsole(database.ConnectionString);
        var incident = await console.DeclareAsync();
        await database.ExecuteAsync($"""
            create function fails() returns trigger language plpgsql as $$ begin raise exception 'no' using errcode = '{sqlState}'; end $$;
            create trigger fails before insert on timeline for each row execute function fails();
            """);

        var refused = (await NoteAsync(console, incident)).Refusal!;
        Assert.Equal(reason, refused.Reason);
        Assert.Contains(says, refused.Sentence, StringComparison.Ordinal);
        console.Lives();

        await database.ExecuteAsync("drop trigger fails on timeline");
        Assert.Null((await NoteAsync(console, incident)).Refusal);
        console.Lives();
    }

    [Fact]
    public async Task Tables_of_another_version_are_said_and_read_again_once_they_fit()
    {
        var database = await postgres.CloneAsync();
        await using var console = new LivingConsole(database.ConnectionString);
        var incident = await console.DeclareAsync();

        await database.ExecuteAsync("alter table timeline rename column role to the_role");
        var away = await Assert.ThrowsAsync<LogUnavailableException>(() => console.Log.ReadAllAsync(incident));
        Assert.Equal("its tables are of another version (42703): the migrations have not run", away.Reason);

        await database.ExecuteAsync("alter table timeline rename column the_role to role");
        Assert.Null((await NoteAsync(console, incident)).Refusal);
        console.Lives();
    }

    [Fact]
    public async Task Cut_sessions_cost_one_question_at_most()
    {
        var database = await postgres.CloneAsync();
        await using var console = new LivingConsole(database.ConnectionString);
        var incident = await console.DeclareAsync();

        for (var i = 0; i < 3; i++)
        {
            await database.ExecuteAsync("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
            Assert.NotEmpty(await console.Log.ReadAllAsync(incident));
        }
        console.Lives();
    }

    private static Task<Outcome> NoteAsync(LivingConsole console, int incident) =>
        console.Desk.HandleAsync(incident, Entries.Ada, state => Notes.Add(state, "hello", null, TimeProvider.System.GetUtcNow()), Cancellation);
}
