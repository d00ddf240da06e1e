using IncidentConsole.Domain.Incidents.Chain;
using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Domain.Incidents;

/// <summary>The store of timelines: insert-only. Implemented on Postgres.</summary>
public interface IIncidentLog
{
    /// <summary>
    /// Appends in one transaction, after exactly <paramref name="expectedSequence"/> entries. Never throws for an expected failure:
    /// a lost race is <see cref="AppendOutcome.Conflict"/>, an unreachable store <see cref="AppendOutcome.Unavailable"/>,
    /// a bug <see cref="AppendOutcome.Rejected"/>.
    /// </summary>
    Task<AppendResult> AppendAsync(int incident, long expectedSequence, Actor actor, IReadOnlyList<NewEntry> entries, CancellationToken cancellationToken);

    /// <summary>Takes the next incident number and appends its first entries, in one transaction.</summary>
    Task<AppendResult> OpenAsync(Actor actor, IReadOnlyList<NewEntry> entries, CancellationToken cancellationToken);

    /// <summary>The entries after a sequence, in order; none for an unknown incident. Throws <see cref="LogUnavailableException"/>.</summary>
    Task<IReadOnlyList<TimelineEntry>> ReadAsync(int incident, long afterSequence, CancellationToken cancellationToken);

    /// <summary>Everything of one incident exactly as it is stored, in the order of its sequence, for verification. Throws <see cref="LogUnavailableException"/>.</summary>
    Task<IReadOnlyList<StoredEntry>> ReadStoredAsync(int incident, CancellationToken cancellationToken);

    /// <summary>All incident numbers, newest first. Throws <see cref="LogUnavailableException"/>.</summary>
    Task<IReadOnlyList<int>> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The numbers of incidents changed by anybody, this process included, as they change; -1 after a reconnect, when changes may have
    /// been missed. Ends only by cancellation.
    /// </summary>
    IAsyncEnumerable<int> WatchAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes a lease that lives as long as this process holds it, such as the running of one plan; null when another process holds it.
    /// Throws <see cref="LogUnavailableException"/>.
    /// </summary>
    Task<IAsyncDisposable?> TryLeaseAsync(string name, CancellationToken cancellationToken);
}

public enum AppendOutcome
{
    Appended,

    /// <summary>Somebody else appended in between: load, decide again.</summary>
    Conflict,

    /// <summary>The store could not be reached or did not confirm; what it says is in the result's reason.</summary>
    Unavailable,

    /// <summary>The store refuses just these entries, and would again: a bug, which is in the log. Nothing was recorded.</summary>
    Rejected,
}

/// <param name="Entries">The entries as stored, when appended.</param>
/// <param name="Reason">Why it was unavailable or rejected, without secrets.</param>
public sealed record AppendResult(AppendOutcome Outcome, IReadOnlyList<TimelineEntry> Entries, string? Reason)
{
    public static AppendResult Appended(IReadOnlyList<TimelineEntry> entries) => new(AppendOutcome.Appended, entries, null);
    public static AppendResult Conflict { get; } = new(AppendOutcome.Conflict, [], null);
    public static AppendResult Unavailable(string reason) => new(AppendOutcome.Unavailable, [], reason);
    public static AppendResult Rejected(string reason) => new(AppendOutcome.Rejected, [], reason);
}

/// <summary>The timeline store cannot be reached. The message is fit for the page.</summary>
/// <param name="reason">Why, in a few words: <c>connection refused</c>.</param>
/// <param name="what">What cannot be reached.</param>
public sealed class LogUnavailableException(string reason, string what = "The timeline in Postgres", Exception? inner = null) : DependencyException($"{what} cannot be reached: {reason}.", inner)
{
    public string Reason => reason;

    /// <summary>It would fail the same again: a bug in the console, or damaged data. It is in the log with its stack.</summary>
    public bool IsBug { get; init; }
}
