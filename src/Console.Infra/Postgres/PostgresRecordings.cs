using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentConsole.Domain.Review.Recordings;
using Microsoft.EntityFrameworkCore;

namespace IncidentConsole.Infra.Postgres;

/// <summary>What was recorded of the fleet, in Postgres. The primary key (incident, at) lets two replicas record the same moment once.</summary>
internal sealed class PostgresRecordings(PostgresQueries queries) : IRecordings
{
    private const string What = "What was recorded of the fleet in Postgres";

    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public async Task KeepAsync(int incident, IReadOnlyCollection<RecordedSample> samples, CancellationToken cancellationToken)
    {
        var moments = samples.Select(sample => sample.At.ToUniversalTime()).ToArray();
        var texts = samples.Select(sample => JsonSerializer.Serialize(sample, Compact)).ToArray();
        await queries.ReachAsync(
            () => queries.AskAsync(
                (context, token) => context.Database.ExecuteSqlAsync(
                    $"insert into recordings (incident, at, sample) select {incident}, new.at, new.sample::json from unnest({moments}, {texts}) as new (at, sample) on conflict do nothing", token),
                cancellationToken),
            What, cancellationToken);
    }

    public async Task<IReadOnlyList<RecordedSample>> ReadAsync(int incident, CancellationToken cancellationToken)
    {
        var rows = await queries.ReachAsync(
            () => queries.AskAsync(
                (context, token) => context.Recordings.Where(row => row.Incident == incident)
                    .OrderBy(row => row.At).ToListAsync(token), cancellationToken),
            What, cancellationToken);
        return [.. rows.Select(Read).OfType<RecordedSample>()];
    }

    /// <summary>Null for one that this build cannot read, such as a newer version's: it is drawn as the gap it is here.</summary>
    private static RecordedSample? Read(RecordingRow row)
    {
        try
        {
            var sample = JsonSerializer.Deserialize<RecordedSample>(row.Sample, Compact);
            return sample is { Regions: not null, Links.IsDefault: false } ? sample with { At = row.At } : null;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException
            or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
