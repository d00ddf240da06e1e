using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Chain;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace IncidentConsole.Infra.Postgres;

/// <summary>The timelines in Postgres. The primary key (incident, sequence) decides every race.</summary>
internal sealed partial class PostgresIncidentLog(
    PostgresQueries queries, PostgresDatabase database, TimelineListener listener, TimeProvider time, ILogger<PostgresIncidentLog> logger)
    : IIncidentLog
{
    private const string What = "The timeline in Postgres";

    public Task<AppendResult> AppendAsync(
        int incident, long expectedSequence, Actor actor, IReadOnlyList<NewEntry> entries, CancellationToken cancellationToken) =>
        RecordAsync(
            async () =>
            {
                var last = await queries.AskAsync((context, token) => LastAsync(context, incident, token), cancellationToken);
                return (last?.Sequence ?? 0) == expectedSequence
                    ? await InsertAsync(null, TimelineRows.After(incident, last, actor, entries, time.GetUtcNow()), cancellationToken)
                    : AppendResult.Conflict;
            },
            cancellationToken);

    public Task<AppendResult> OpenAsync(Actor actor, IReadOnlyList<NewEntry> entries, CancellationToken cancellationToken) =>
        RecordAsync(
            async () =>
            {
                var number = await queries.AskAsync(NextNumberAsync, cancellationToken);
                return await InsertAsync(
                    new IncidentRow { Number = number }, TimelineRows.After(number, null, actor, entries, time.GetUtcNow()), cancellationToken);
            },
            cancellationToken);

    public async Task<IReadOnlyList<TimelineEntry>> ReadAsync(int incident, long afterSequence, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(
            (context, token) => context.Timeline
                .Where(row => row.Incident == incident && row.Sequence > afterSequence)
                .OrderBy(row => row.Sequence)
                .ToListAsync(token),
            cancellationToken);
        return [.. rows.Select(row => row.ToEntry())];
    }

    public async Task<IReadOnlyList<StoredEntry>> ReadStoredAsync(int incident, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(
            (context, token) => context.Timeline.Where(row => row.Incident == incident).OrderBy(row => row.Sequence).ToListAsync(token),
            cancellationToken);
        return [.. rows.Select(row => row.ToStored())];
    }

    public async Task<IReadOnlyList<int>> ListAsync(CancellationToken cancellationToken) =>
        await ReadAsync(
            (context, token) => context.Incidents.Select(row => row.Number)
                .OrderByDescending(number => number).ToListAsync(token), cancellationToken);

    public IAsyncEnumerable<int> WatchAsync(CancellationToken cancellationToken) => listener.ListenAsync(cancellationToken);

    public async Task<IAsyncDisposable?> TryLeaseAsync(string name, CancellationToken cancellationToken) =>
        await queries.ReachAsync(() => AdvisoryLease.TryTakeAsync(database, name, cancellationToken), What, cancellationToken) is { } lease
            ? new LoggedLease(name, lease, time, logger)
            : null;

    private static Task<LastEntry?> LastAsync(ConsoleDbContext context, int incident, CancellationToken cancellationToken) =>
        context.Timeline
            .Where(row => row.Incident == incident)
            .OrderByDescending(row => row.Sequence)
            .Select(row => new LastEntry(row.Sequence, row.Hash))
            .FirstOrDefaultAsync(cancellationToken);

    private static Task<int> NextNumberAsync(ConsoleDbContext context, CancellationToken cancellationToken) =>
        context.Database.SqlQueryRaw<int>($"select nextval('{ConsoleDbContext.Numbers}')::int as \"Value\"").SingleAsync(cancellationToken);

    /// <summary>One transaction, never tried twice: a lost answer may hide a commit.</summary>
    private async Task<AppendResult> InsertAsync(IncidentRow? opened, IReadOnlyList<TimelineRow> rows, CancellationToken cancellationToken)
    {
        await queries.InsertAsync([.. opened is null ? [] : new object[] { opened }, .. rows], cancellationToken);
        return AppendResult.Appended([.. rows.Select(row => row.ToEntry())]);
    }

    private async Task<AppendResult> RecordAsync(Func<Task<AppendResult>> append, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var result = await OutcomeAsync(append, cancellationToken);
        TimelineMetrics.Observe(result.Outcome, time.GetElapsedTime(started));
        return result;
    }

    private async Task<AppendResult> OutcomeAsync(Func<Task<AppendResult>> append, CancellationToken cancellationToken)
    {
        try
        {
            return await append();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = queries.Judge(exception);
            if (failure.Kind == FailureKind.LostRace) return AppendResult.Conflict;
            LogNotRecorded(failure.Reason);
            return failure.Kind == FailureKind.Bug ? AppendResult.Rejected(failure.Reason) : AppendResult.Unavailable(failure.Reason);
        }
    }

    private Task<T> ReadAsync<T>(Func<ConsoleDbContext, CancellationToken, Task<T>> question, CancellationToken cancellationToken) =>
        queries.ReachAsync(() => queries.AskAsync(question, cancellationToken), What, cancellationToken);

    [LoggerMessage(LogLevel.Warning, "Timeline append failed or unconfirmed: {Reason}")]
    private partial void LogNotRecorded(string reason);
}
