namespace IncidentConsole.Domain.Readiness;

/// <summary>
/// One thing that must be true before an incident, asked again and again on a slow cadence of its own. It never changes the fleet; what it cannot
/// prove without changing something it does not claim.
/// </summary>
public interface IReadinessCheck
{
    /// <summary>Stable name, for the API: <c>wal-versioning</c>.</summary>
    string Key { get; }

    /// <summary>What is to be true: <c>WAL buckets keep versions</c>.</summary>
    string Title { get; }

    ReadinessGroup Group { get; }

    /// <summary>From the end of one asking to the next. After three times this a finding is too old to be believed.</summary>
    TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <summary>
    /// Asks. What answers and is wrong fails, with a remedy; what could not be asked is <see cref="Fleet.Health.Unknown"/>, by a finding or by an
    /// exception.
    /// </summary>
    Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken);
}

/// <summary>What sort of preparation a check looks at: the parts of the page.</summary>
public enum ReadinessGroup
{
    /// <summary>The fleet as the runbook's section 1 wants it.</summary>
    Fleet,

    /// <summary>What the console will have to do, tried with the real credentials as far as that changes nothing.</summary>
    DryRun,

    /// <summary>What ends by itself.</summary>
    Expiry,

    /// <summary>People, channels, practice.</summary>
    People,
}
