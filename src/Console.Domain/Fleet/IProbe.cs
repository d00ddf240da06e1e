namespace IncidentConsole.Domain.Fleet;

/// <summary>One question asked again and again of one source. Implemented by Infra, one per file, run by its probe loop.</summary>
public interface IProbe
{
    /// <summary>Stable name for metrics and logs: <c>redis/eu-west</c>.</summary>
    string Name { get; }

    /// <summary>From the start of one asking to the start of the next.</summary>
    TimeSpan Every { get; }

    /// <summary>After this the question is given up and its readings become Unknown.</summary>
    TimeSpan TimeBox { get; }

    /// <summary>
    /// Asks. "It answered, and the answer is bad" is an observation with <see cref="Health.Fail"/>; "could not ask" throws (or is
    /// returned as Unknown where the probe asks several things).
    /// </summary>
    Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Exactly the observations this probe brings, as Unknown with the reason.</summary>
    IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at);
}
