using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Web.Api.Board;

/// <summary>What is too old to be believed is unknown, whatever it said.</summary>
internal static class Staleness
{
    public static Health HealthAt(this Observation observation, Health health, DateTimeOffset now) => observation.IsStale(now) ? Health.Unknown : health;

    public static string DetailAt(this Observation observation, string detail, DateTimeOffset now) =>
        observation.IsStale(now) ? $"last seen {Text.Age(now - observation.ObservedAt)}" : detail;
}
