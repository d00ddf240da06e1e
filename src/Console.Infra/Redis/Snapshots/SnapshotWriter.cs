using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Redis.Parity;
using IncidentConsole.Infra.Redis.Resp;

namespace IncidentConsole.Infra.Redis.Snapshots;

/// <summary>Copies one dedup store into parts of a few megabytes; memory does not grow with the store.</summary>
internal sealed class SnapshotWriter(IKeptObjects kept, TimeProvider time)
{
    private const int PartBytes = 4 << 20;

    /// <param name="report">Entries so far.</param>
    public async Task<SnapshotManifest> WriteAsync(string snapshot, RegionId region, DedupStore store, Func<long, Task> report, CancellationToken cancellationToken)
    {
        var takenAt = time.GetUtcNow();
        var parts = ImmutableArray.CreateBuilder<SnapshotPart>();
        var (part, inPart, entries, foreign) = (new RespWriter(), 0, 0L, 0L);
        await foreach (var page in store.ScanAsync(cancellationToken).ConfigureAwait(false))
        {
            var keys = Enumerable.Range(0, page.Count).Select(at => page[at].ToArray()).ToList();
            var values = await store.GetAsync(keys, cancellationToken).ConfigureAwait(false);
            var left = await store.TimeToLiveAsync(keys, cancellationToken).ConfigureAwait(false);
            var now = time.GetUtcNow();
            for (var i = 0; i < keys.Count; i++)
            {
                // Expired since it was listed: nothing to keep. No value but a life: no string, not the backend's.
                if (left[i] == DedupStore.Missing) continue;
                if (values[i] is not { } value)
                {
                    foreign++;
                    continue;
                }
                new SnapshotEntry(keys[i], value, left[i] < 0 ? null : now + TimeSpan.FromMilliseconds(left[i])).WriteTo(part);
                inPart++;
                entries++;
            }
            if (part.Length >= PartBytes) await EndPartAsync().ConfigureAwait(false);
            await report(entries).ConfigureAwait(false);
        }
        if (inPart > 0) await EndPartAsync().ConfigureAwait(false);

        // Last: a snapshot without its manifest is none.
        var manifest = new SnapshotManifest(snapshot, region, takenAt, entries, foreign, parts.ToImmutable());
        await kept.WriteAsync(region, SnapshotManifest.NameOf(snapshot, region), manifest.ToJson(), cancellationToken).ConfigureAwait(false);
        return manifest;

        async Task EndPartAsync()
        {
            var written = new SnapshotPart($"{parts.Count + 1:D6}.resp", inPart, SnapshotReader.Sha256(part.Written.Span));
            await kept.WriteAsync(region, SnapshotManifest.Folder(snapshot, region) + written.Name, part.Written, cancellationToken).ConfigureAwait(false);
            parts.Add(written);
            part.Clear();
            inPart = 0;
        }
    }
}
