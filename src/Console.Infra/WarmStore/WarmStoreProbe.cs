using System.Globalization;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using Npgsql;

namespace IncidentConsole.Infra.WarmStore;

/// <summary>Times one lookup by key in a region's warm store, the question its backends ask.</summary>
internal sealed class WarmStoreProbe(RegionId region, NpgsqlDataSource store, WarmStoreOptions options, TimeProvider time) : IProbe
{
    private const string Lookup = "select 1 from pcs_dedup where pcs_id = 'incident-console-probe'";

    private readonly string source = $"{region} warm store";

    public string Name => $"warm-store/{region}";

    public TimeSpan Every => options.Every;

    public TimeSpan TimeBox => options.TimeBox;

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Connecting is not what is timed: backends keep their connections too.
            await using var connection = await store.OpenConnectionAsync(cancellationToken);
            await using var lookup = new NpgsqlCommand(Lookup, connection);
            var started = time.GetTimestamp();
            await lookup.ExecuteScalarAsync(cancellationToken);
            return [Answered(time.GetElapsedTime(started))];
        }
        catch (PostgresException exception) when (WarmStoreFailure.IsAnswer(exception))
        {
            return [Reading(Health.Fail, null, exception.MessageText)];
        }
        catch (NpgsqlException exception) when (WarmStoreFailure.Reason(exception) is { } reason)
        {
            throw new CouldNotAskException(reason, exception);
        }
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) =>
        [Domain.Fleet.Reading.Unknown(region, Signals.WarmStore, source, at, Every, reason)];

    private Reading Answered(TimeSpan took) => Reading(
        took > options.SlowAfter ? Health.Fail : Health.Pass,
        took.TotalMilliseconds,
        string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds:0.#} ms"));

    private Reading Reading(Health health, double? milliseconds, string detail) => new(
        region, Signals.WarmStore, health, milliseconds, "ms", options.SlowAfter.TotalMilliseconds, source, time.GetUtcNow(), Every, detail);
}
