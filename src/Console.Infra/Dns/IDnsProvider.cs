using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Dns;

/// <summary>Who keeps the zone of the public name. What it throws, <see cref="Judge"/> reads.</summary>
internal interface IDnsProvider
{
    /// <summary>As its owner writes it: what is said of it on a page begins with it.</summary>
    string Name { get; }

    /// <summary>How long one call may take.</summary>
    TimeSpan CallTimeout { get; }

    /// <summary>How long a throttled change is sent again before it counts as refused.</summary>
    TimeSpan ThrottlePatience { get; }

    /// <summary>Region to the provider's id of what watches it.</summary>
    IEnumerable<KeyValuePair<string, string>> HealthChecks { get; }

    /// <summary>What the provider keeps of a name now, as far as it says where the name leads.</summary>
    Task<IListedName> ListAsync(string name, CancellationToken cancellationToken);

    Task<ProviderHealth> HealthAsync(string healthCheckId, CancellationToken cancellationToken);

    /// <summary>How a health check is set; null where this provider keeps that elsewhere.</summary>
    Task<HealthCheckSettings?> SettingsAsync(string healthCheckId, CancellationToken cancellationToken);

    /// <summary>The same change for a shell.</summary>
    string Command(Change change);

    ProviderFailure Judge(Exception failure);
}

/// <summary>A name as its provider listed it; what is sent to the provider starts from there.</summary>
internal interface IListedName
{
    DnsState State { get; }

    /// <summary>Why this provider cannot make that of it, as the end of a sentence about the name; null when it can.</summary>
    string? Obstacle(DnsState after);

    /// <summary>Sends the change in one call, which the provider takes whole or not at all.</summary>
    /// <returns>Asks whether all of the provider's servers have it; null where the provider does not tell.</returns>
    Task<IsInSync?> ChangeAsync(Change change, CancellationToken cancellationToken);
}

internal delegate Task<bool> IsInSync(CancellationToken cancellationToken);

/// <summary>What the provider's own checks say of a region.</summary>
internal sealed record ProviderHealth(Health Result, string Detail);

/// <param name="Interval">From one look to the next.</param>
/// <param name="Failures">Failed looks in a row that make it unhealthy.</param>
internal sealed record HealthCheckSettings(TimeSpan Interval, int Failures)
{
    /// <summary>It counts as healthy, whatever it would see.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Its verdict is turned round: unhealthy while the region answers.</summary>
    public bool IsInverted { get; init; }
}
