using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Redis.Resp;

namespace IncidentConsole.Infra.Redis.Snapshots;

/// <summary>Reads snapshots back, part by part.</summary>
internal sealed class SnapshotReader(IKeptObjects kept)
{
    public async Task<SnapshotManifest> ManifestAsync(string snapshot, RegionId region, CancellationToken cancellationToken) =>
        SnapshotManifest.FromJson(await kept.ReadAsync(region, SnapshotManifest.NameOf(snapshot, region), cancellationToken).ConfigureAwait(false));

    /// <summary>The entries of each part.</summary>
    /// <exception cref="RespException">A part is not what was written.</exception>
    public async IAsyncEnumerable<IReadOnlyList<SnapshotEntry>> PartsAsync(SnapshotManifest manifest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var part in manifest.Parts)
        {
            var content = await kept.ReadAsync(manifest.Region, manifest.NameOf(part), cancellationToken).ConfigureAwait(false);
            if (Sha256(content) != part.Sha256) throw new RespException(manifest.NameOf(part), "is not what was written: its checksum differs");
            yield return await SnapshotEntry.ReadAsync(manifest.NameOf(part), content, part.Entries, cancellationToken).ConfigureAwait(false);
        }
    }

    public static string Sha256(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
