using System.Text.Json;
using System.Text.Json.Serialization;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Review.Recordings;
using Microsoft.EntityFrameworkCore;

namespace IncidentConsole.Infra.Postgres;

/// <summary>What was recorded of the fleet, in Postgres. The primary key (incident, at) lets two replicas record the same moment once.</summary>
internal sealed class PostgresRecordings(PostgresQueries queries) : IRecordings
{
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public async Task KeepAsync(int incident, IReadOnlyCollection<RecordedSample> samples, CancellationToken cancellationToken)
    {
        var moments = samples.Select(sample => sample.At.ToUniversalTime()).ToArray();
        var texts = samples.Select(sample => JsonSerializer.Serialize(sample, Compact)).ToArray();
        await ReachableAsync(
            queries.AskAsync(
                (context, token) => context.Database.ExecuteSqlAsync(
                    $"insert into recordings (incident, at, sample) select {incident}, new.at, new.sample::json from unnest({moments}, {texts}) as new (at, sample) on conflict do nothing", token),
                cancellationToken),
            cancellationToken);
    }

    public async Task<IReadOnlyList<RecordedSample>> ReadAsync(int incident, CancellationToken cancellationToken)
    {
        var rows = await ReachableAsync(
            queries.AskAsync((context, token) => context.Recordings.Where(row => row.Incident == incident).OrderBy(row => row.At).ToListAsync(token), cancellationToken), cancellationToken);
        return [.. rows.Select(row => JsonSerializer.Deserialize<RecordedSample>(row.Sample, Compact)! with { At = row.At })];
    }

    private async Task<T> ReachableAsync<T>(Task<T> question, CancellationToken cancellationToken)
    {
        try
        {
            return await question;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && queries.Reason(exception) is not null)
        {
            throw new LogUnavailableException(queries.Reason(exception)!, "What was recorded of the fleet in Postgres", exception);
        }
    }
}
