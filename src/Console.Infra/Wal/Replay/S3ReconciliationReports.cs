using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Reconciliation;

namespace IncidentConsole.Infra.Wal.Replay;

/// <summary>Lists as JSON lines beside the WAL, under <c>console/reconciliation/</c>, so that they are replicated and versioned like it.</summary>
internal sealed class S3ReconciliationReports(WalBuckets buckets, S3Reading reading) : IReconciliationReports
{
    private const string Prefix = "console/reconciliation/";

    public Task WriteAsync(RegionId keeper, string name, IReadOnlyCollection<ReconciledPcs> list, CancellationToken cancellationToken)
    {
        var bucket = buckets.Of(keeper);
        var lines = string.Concat(list.Select(each => JsonSerializer.Serialize(each, EventJson.Options) + '\n'));
        return reading.AskAsync(bucket, async token =>
        {
            await bucket.PutAsync($"{Prefix}{name}.jsonl", lines, token);
            return true;
        }, cancellationToken);
    }

    public async IAsyncEnumerable<ReconciledPcs> ReadAsync(RegionId keeper, string beginning, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var bucket = buckets.Of(keeper);
        foreach (var list in await reading.AskAsync(bucket, token => bucket.AfterAsync(Prefix + beginning, "", int.MaxValue, token), cancellationToken))
        {
            var bytes = await reading.AskAsync(bucket, token => bucket.GetAsync(list.Key, token), cancellationToken);
            foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
                yield return JsonSerializer.Deserialize<ReconciledPcs>(line, EventJson.Options)!;
        }
    }
}
