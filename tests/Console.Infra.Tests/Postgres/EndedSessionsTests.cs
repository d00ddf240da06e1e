using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Lab.Network;
using Npgsql;

namespace IncidentConsole.Infra.Tests.Postgres;

public class EndedSessionsTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 3, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_end_is_known_to_the_other_replicas_until_nobody_needs_it_and_is_never_taken_back()
    {
        var database = await postgres.CloneAsync();
        await using var here = new ConsoleOnPostgres(database.ConnectionString);
        await using var there = new ConsoleOnPostgres(database.ConnectionString);
        var ended = new EndedSession("0123456789ab", "ana", Now, Now.AddDays(7));

        await here.EndedSessions.AddAsync(ended, Cancellation);
        await there.EndedSessions.AddAsync(ended, Cancellation);

        Assert.Equal([ended], await there.EndedSessions.ReadAsync(Now, Cancellation));
        Assert.Empty(await there.EndedSessions.ReadAsync(ended.Until, Cancellation));
        foreach (var sql in new[] { "update ended_sessions set session = 'x'", "delete from ended_sessions", "truncate ended_sessions" })
            Assert.Contains("is insert-only", (await Assert.ThrowsAsync<PostgresException>(() => database.ExecuteAsync(sql))).MessageText);
    }

    [Fact]
    public async Task A_Postgres_that_is_away_is_said_and_no_bug()
    {
        await using var console = new ConsoleOnPostgres($"Host=127.0.0.1;Port={FreePorts.Next()};Database=none");

        await Assert.ThrowsAsync<LogUnavailableException>(() =>
            console.EndedSessions.AddAsync(new("0123456789ab", "ana", Now, Now.AddDays(7)), Cancellation));
        await Assert.ThrowsAsync<LogUnavailableException>(() => console.EndedSessions.ReadAsync(Now, Cancellation));
    }
}
