using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Unread;
using IncidentConsole.Domain.Tracing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// Where every change to an incident goes through: load, decide (pure), append, fold, publish. A lost race is decided again on the
/// new state, so the decision itself says whether it still makes sense.
/// </summary>
public sealed class IncidentDesk(IIncidentLog log, ILogger<IncidentDesk> logger)
{
    private const int MostAttempts = 10;
    private static readonly Refusal ChangedAgainAndAgain =
        new("The incident changed again and again meanwhile. Nothing was recorded; try once more.");

    private readonly TimelineLines lines = new(logger);

    /// <summary>A desk that logs nothing.</summary>
    public IncidentDesk(IIncidentLog log) : this(log, NullLogger<IncidentDesk>.Instance)
    {
    }

    /// <summary>Every incident this process knows of.</summary>
    public Live<IncidentBook> Book { get; } = new(IncidentBook.Empty);

    /// <summary>Decides on an incident and records what comes of it.</summary>
    public Task<Outcome> HandleAsync(int number, Actor actor, Func<Incident, Decision> decide, CancellationToken cancellationToken) =>
        HandleViewAsync(number, actor, view => decide(view.Incident), cancellationToken);

    /// <summary>The same for a decision that looks at the timeline itself.</summary>
    public async Task<Outcome> HandleViewAsync(int number, Actor actor, Func<IncidentView, Decision> decide, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var view = Book.Current.Find(number);
            if (view is null)
            {
                if (await RefreshAsync(number, cancellationToken) is { } refusal) return Outcome.Refused(refusal);
                view = Book.Current.Find(number);
                if (view is null) return Outcome.Refused(Missing(number));
            }

            var decision = decide(view);
            if (decision.Refusal is not null) return Refused(number, actor, decision.Refusal);
            if (decision.Entries.Length == 0) return Outcome.Done(view);
            if (ReadOnly.Forbids(view.Incident, decision.Entries.Select(entry => entry.Event)) is { } readOnly)
                return Refused(number, actor, readOnly);

            var result = await AppendAsync(number, view.Incident.Sequence, actor, decision.Entries, cancellationToken);
            if (result.Outcome == AppendOutcome.Appended) return Done(result.Entries);
            if (result.Outcome == AppendOutcome.Unavailable) return Refused(number, actor, Unavailable(result.Reason!));
            if (result.Outcome == AppendOutcome.Rejected) return Refused(number, actor, Rejected(result.Reason!));
            if (await RefreshAsync(number, cancellationToken) is { } gone) return Outcome.Refused(gone);
        }
        return Refused(number, actor, ChangedAgainAndAgain);
    }

    /// <summary>Tells the log of a "no" that was said before anything came to be decided here.</summary>
    /// <param name="number">The incident; null where it is about none.</param>
    public Outcome Refused(int? number, Actor actor, Refusal refusal)
    {
        lines.Refused(number, actor, refusal);
        return Outcome.Refused(refusal);
    }

    /// <summary>
    /// Opens a new incident. Of several that are opened for the same thing at once, in whichever process, one is: they take turns, and each
    /// decides on what the ones before have opened.
    /// </summary>
    /// <param name="subject">What must not be opened twice, such as the region.</param>
    public async Task<Outcome> OpenAsync(Actor actor, string subject, Func<IncidentBook, Decision> decide, CancellationToken cancellationToken)
    {
        if (decide(Book.Current).Refusal is { } refusal) return Refused(null, actor, refusal);
        try
        {
            await using var turn = await log.TryLeaseAsync($"open/{subject}", cancellationToken);
            if (turn is null) return Outcome.Refused(new($"Somebody else is declaring for {subject} at this very moment. Look at the incidents."));
            foreach (var number in await log.ListAsync(cancellationToken))
                if (Book.Current.Find(number) is not { Incident.IsOpen: false } && !Book.Current.Unread.ContainsKey(number)
                    && await RefreshAsync(number, cancellationToken) is { } away)
                    return Outcome.Refused(away);

            var decision = decide(Book.Current);
            if (decision.Refusal is not null) return Refused(null, actor, decision.Refusal);
            using var span = ConsoleActivities.Append(null, actor, decision.Entries);
            var result = await log.OpenAsync(actor, decision.Entries, cancellationToken);
            if (result.Outcome == AppendOutcome.Rejected) return Outcome.Refused(Rejected(result.Reason!));
            return result.Outcome == AppendOutcome.Appended
                ? Done(result.Entries)
                : Outcome.Refused(Unavailable(result.Reason ?? "another incident was opened at the same moment"));
        }
        catch (LogUnavailableException unavailable)
        {
            return Outcome.Refused(Unavailable(unavailable.Reason));
        }
    }

    /// <summary>Records on an incident that this build can only show what is true whatever it says. Null when it was recorded.</summary>
    public async Task<Refusal?> RecordOnUnreadAsync(int number, Actor actor, IncidentEvent happened, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (!Book.Current.Unread.ContainsKey(number)) return Missing(number);
            var result = await log.AppendAsync(
                number, Book.Current.SequenceOf(number), actor, [new NewEntry(happened, null)], cancellationToken);
            if (result.Outcome == AppendOutcome.Unavailable) return Unavailable(result.Reason!);
            if (result.Outcome == AppendOutcome.Rejected) return Rejected(result.Reason!);
            if (result.Outcome == AppendOutcome.Appended) Publish(number, result.Entries);
            else if (await RefreshAsync(number, cancellationToken) is { } gone) return gone;
            if (result.Outcome == AppendOutcome.Appended) return null;
        }
        return ChangedAgainAndAgain;
    }

    private async Task<AppendResult> AppendAsync(
        int number, long sequence, Actor actor, ImmutableArray<NewEntry> entries, CancellationToken cancellationToken)
    {
        using var span = ConsoleActivities.Append(number, actor, entries);
        var result = await log.AppendAsync(number, sequence, actor, entries, cancellationToken);
        if (result.Outcome != AppendOutcome.Appended) span.Failed(result.Reason ?? $"{result.Outcome}");
        return result;
    }

    private Outcome Done(IReadOnlyList<TimelineEntry> entries)
    {
        var view = Publish(entries[0].Incident, entries)!;
        lines.Appended(view.Incident, entries);
        return Outcome.Done(view);
    }

    /// <summary>Reads what was appended elsewhere. Null when it worked, else why not. A bug met with one incident holds up no other.</summary>
    public async Task<Refusal?> RefreshAsync(int number, CancellationToken cancellationToken)
    {
        try
        {
            Publish(number, await log.ReadAsync(number, Book.Current.SequenceOf(number), cancellationToken));
            return null;
        }
        catch (LogUnavailableException unavailable)
        {
            return unavailable.IsBug ? Broken(number, unavailable.Reason) : Unavailable(unavailable.Reason);
        }
    }

    /// <summary>Reads the whole book: at start and after the store was away.</summary>
    public async Task<Refusal?> RefreshAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var number in await log.ListAsync(cancellationToken))
                if (await RefreshAsync(number, cancellationToken) is { Reason: not RefusalReason.Bug } refusal) return refusal;
            Book.Update(book => book.IsLoaded && book.Unavailable is null ? book : book with { IsLoaded = true, Unavailable = null });
            return null;
        }
        catch (LogUnavailableException unavailable)
        {
            return Unavailable(unavailable.Reason);
        }
    }

    /// <summary>Looks whether the store can be reached, so that the pages say so before somebody needs it.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await log.ListAsync(cancellationToken);
            if (Book.Current.Unavailable is not null) await RefreshAllAsync(cancellationToken);
            foreach (var number in Book.Current.Broken.Keys) await RefreshAsync(number, cancellationToken);
        }
        catch (LogUnavailableException unavailable)
        {
            Unavailable(unavailable.Reason);
        }
    }

    /// <summary>What is known of the incident then; null when there is none, or it is one this build cannot follow.</summary>
    private IncidentView? Publish(int number, IReadOnlyList<TimelineEntry> entries) =>
        Book.Update(book => With(book, number, entries)).Find(number);

    private static IncidentBook With(IncidentBook book, int number, IReadOnlyList<TimelineEntry> entries)
    {
        if (book.Broken.ContainsKey(number)) book = book with { Broken = book.Broken.Remove(number) };
        if (entries.Count == 0) return book;
        if (book.Unread.TryGetValue(number, out var unread)) return book.WithUnread(unread.With(entries));
        var before = book.Find(number);
        var view = before is null ? IncidentView.Of(entries) : before.With(entries) ?? before;
        return view is null ? book.WithUnread(new UnreadIncident(number, [.. entries]))
            : ReferenceEquals(view, before) ? book : book.With(view);
    }

    /// <summary>Why there is no such incident to work on.</summary>
    internal Refusal Missing(int number) =>
        Book.Current.Unread.GetValueOrDefault(number)?.ReadOnly
        ?? (Book.Current.Broken.TryGetValue(number, out var broken) ? BrokenBy(number, broken) : null)
        ?? new($"There is no incident #{number}.", RefusalReason.NotFound);

    private Refusal Broken(int number, string reason)
    {
        Book.Update(book => book.Broken.GetValueOrDefault(number) == reason ? book
            : book with { Broken = book.Broken.SetItem(number, reason) });
        return BrokenBy(number, reason);
    }

    private static Refusal BrokenBy(int number, string reason) => new($"Incident #{number} cannot be read: {reason}.", RefusalReason.Bug);

    private static Refusal Rejected(string reason) =>
        new($"The timeline does not take this: {reason}. Nothing was recorded.", RefusalReason.Bug);

    private Refusal Unavailable(string reason)
    {
        Book.Update(book => book.Unavailable == reason ? book : book with { Unavailable = reason });
        return new($"The timeline cannot be reached ({reason}). Nothing was recorded and nothing was done.", RefusalReason.Unavailable);
    }
}

/// <summary>What came of it: the incident as it is now, or why not.</summary>
public sealed record Outcome(IncidentView? View, Refusal? Refusal)
{
    public static Outcome Done(IncidentView view) => new(view, null);

    public static Outcome Refused(Refusal refusal) => new(null, refusal);
}
