namespace IncidentConsole.Domain.Fleet;

/// <summary>
/// One thing a probe learned. It folds itself into the snapshot, so a new kind of observation needs no change elsewhere.
/// </summary>
/// <param name="Source">What was asked, as a person would name it: <c>us-east Prometheus</c>.</param>
/// <param name="ObservedAt">When the answer came (or when asking was given up).</param>
/// <param name="Cadence">How often the source is asked. After three times this an observation is stale.</param>
public abstract record Observation(string Source, DateTimeOffset ObservedAt, TimeSpan Cadence)
{
    /// <summary>Whether nothing has been heard for three cadences: it then draws as Unknown, "last seen ... ago".</summary>
    public bool IsStale(DateTimeOffset now) => now - ObservedAt > 3 * Cadence + Grace;

    /// <summary>Every number it holds; null is one that is not known.</summary>
    protected virtual IEnumerable<double?> Numbers => [];

    /// <summary>Every time it tells of the source; not <see cref="ObservedAt"/>, which is the console's own.</summary>
    protected virtual IEnumerable<DateTimeOffset?> Times => [];

    /// <summary>
    /// Why nothing may be decided by it, in a few words: a number that is none, a time that cannot be. Null when there is no such thing.
    /// The snapshot takes none in that has a reason, so it reaches no verdict, no recording and no answer.
    /// </summary>
    public string? Implausible() =>
        Numbers.Select(Plausible.Number).FirstOrDefault(why => why is not null)
        ?? Times.Select(at => Plausible.Time(at, ObservedAt)).FirstOrDefault(why => why is not null);

    /// <summary>Puts this observation in its place.</summary>
    public abstract FleetSnapshot ApplyTo(FleetSnapshot snapshot);

    // A probe may use its whole time box; without this a one-second cadence would flicker on a busy machine.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
}
