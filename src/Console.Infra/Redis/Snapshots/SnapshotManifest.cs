using System.Collections.Immutable;
using System.Text.Json;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Redis.Snapshots;

/// <summary>What a snapshot of one region consists of.</summary>
/// <param name="Entries">Entries in all parts. A key that SCAN repeated counts twice; restoring it twice is the same.</param>
/// <param name="Foreign">Keys with the dedup prefix that hold no string: not the backend's, so not in it.</param>
internal sealed record SnapshotManifest(string Snapshot, RegionId Region, DateTimeOffset TakenAt, long Entries, long Foreign, ImmutableArray<SnapshotPart> Parts)
{
    public static string Folder(string snapshot, RegionId region) => $"snapshots/{snapshot}/{region}/";

    public string NameOf(SnapshotPart part) => Folder(Snapshot, Region) + part.Name;

    public static string NameOf(string snapshot, RegionId region) => Folder(snapshot, region) + "manifest.json";

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, JsonSerializerOptions.Web);

    public static SnapshotManifest FromJson(byte[] json) => JsonSerializer.Deserialize<SnapshotManifest>(json, JsonSerializerOptions.Web)!;
}

/// <param name="Sha256">Of its bytes, lowercase hex: a part that was cut or changed is not restored.</param>
internal sealed record SnapshotPart(string Name, int Entries, string Sha256);
