using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Incidents;

/// <summary>
/// Where every change to an incident goes through: load, decide (pure), append, fold, publish. A lost race is decided again on the
/// new state, so the decision itself says whether it still makes sense.
/// </summary>
public sealed class IncidentDesk(IIncidentLog log)
{
    private const int MostAttempts = 10;

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
                if (view is null) return Outcome.Refused(new($"There is no incident #{number}.", RefusalReason.NotFound));
            }

            var decision = decide(view);
            if (decision.Refusal is not null) return Outcome.Refused(decision.Refusal);
            if (decision.Entries.Length == 0) return Outcome.Done(view);

            var result = await log.AppendAsync(number, view.Incident.Sequence, actor, decision.Entries, cancellationToken);
            if (result.Outcome == AppendOutcome.Appended) return Outcome.Done(Publish(number, result.Entries));
            if (result.Outcome == AppendOutcome.Unavailable) return Outcome.Refused(Unavailable(result.Reason!));
            if (await RefreshAsync(number, cancellationToken) is { } gone) return Outcome.Refused(gone);
        }
        return Outcome.Refused(new("The incident changed again and again meanwhile. Nothing was recorded; try once more."));
    }

    /// <summary>
    /// Opens a new incident. Of several that are opened for the same thing at once, in whichever process, one is: they take turns, and each
    /// decides on what the ones before have opened.
    /// </summary>
    /// <param name="subject">What must not be opened twice, such as the region.</param>
    public async Task<Outcome> OpenAsync(Actor actor, string subject, Func<IncidentBook, Decision> decide, CancellationToken cancellationToken)
    {
        if (decide(Book.Current).Refusal is { } refusal) return Outcome.Refused(refusal);
        try
        {
            await using var turn = await log.TryLeaseAsync($"open/{subject}", cancellationToken);
            if (turn is null) return Outcome.Refused(new($"Somebody else is declaring for {subject} at this very moment. Look at the incidents."));
            foreach (var number in await log.ListAsync(cancellationToken))
                if (Book.Current.Find(number) is not { Incident.IsOpen: false } && await RefreshAsync(number, cancellationToken) is { } away) return Outcome.Refused(away);

            var decision = decide(Book.Current);
            if (decision.Refusal is not null) return Outcome.Refused(decision.Refusal);
            var result = await log.OpenAsync(actor, decision.Entries, cancellationToken);
            return result.Outcome == AppendOutcome.Appended
                ? Outcome.Done(Publish(result.Entries[0].Incident, result.Entries))
                : Outcome.Refused(Unavailable(result.Reason ?? "another incident was opened at the same moment"));
        }
        catch (LogUnavailableException unavailable)
        {
            return Outcome.Refused(Unavailable(unavailable.Reason));
        }
    }

    /// <summary>Reads what was appended elsewhere. Null when it worked, else the refusal that says why not.</summary>
    public async Task<Refusal?> RefreshAsync(int number, CancellationToken cancellationToken)
    {
        try
        {
            var known = Book.Current.Find(number)?.Incident.Sequence ?? 0;
            Publish(number, await log.ReadAsync(number, known, cancellationToken));
            return null;
        }
        catch (LogUnavailableException unavailable)
        {
            return Unavailable(unavailable.Reason);
        }
    }

    /// <summary>Reads the whole book: at start and after the store was away.</summary>
    public async Task<Refusal?> RefreshAllAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var number in await log.ListAsync(cancellationToken))
                if (await RefreshAsync(number, cancellationToken) is { } refusal) return refusal;
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
        }
        catch (LogUnavailableException unavailable)
        {
            Unavailable(unavailable.Reason);
        }
    }

    private IncidentView Publish(int number, IReadOnlyList<TimelineEntry> entries)
    {
        var book = Book.Update(book =>
        {
            var before = book.Find(number);
            var view = before is null ? IncidentView.Of(entries) : before.With(entries) ?? before;
            return view is null || ReferenceEquals(view, before) ? book : book.With(view);
        });
        return book.Find(number)!;
    }

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
