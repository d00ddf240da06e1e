using System.Globalization;
using Amazon.S3;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Wal.Segments;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Wal.Replay;

/// <summary>Reads a region's own segments from its own bucket, of either form.</summary>
internal sealed class S3WalRecords(WalBuckets buckets, S3Reading reading, IOptions<WalOptions> options) : IWalRecords
{
    private readonly WalOptions options = options.Value;

    public async Task<IReadOnlyList<WalSegment>> SegmentsAsync(RegionId region, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var bucket = buckets.Of(region);
        var listed = await reading.AskAsync(bucket, token => bucket.AfterAsync(options.PrefixOf(region), KeyBefore(region, since), int.MaxValue, token), cancellationToken);
        // S3 keeps whole seconds. An object that grows under one key has the time of its last growth.
        var young = listed.Where(each => each.LastModified >= since.UtcDateTime.AddSeconds(-1)).ToList();
        var own = options.IsPrefixShared ? await WithoutReplicasAsync(bucket, young, cancellationToken) : young;
        return own.Find(each => each.Size > options.Integrity.LargestRead) is { } large
            ? throw new SourceUnavailableException($"{bucket.Source}: {large.Key} has {Text.Number(large.Size)} bytes, more than Wal:Integrity:LargestRead allows to be read")
            : [.. own.Select(each => new WalSegment(each.Key, new(each.LastModified, TimeSpan.Zero), each.Size))];
    }

    public async Task<IReadOnlyList<WalRecord>> ReadAsync(RegionId region, string key, CancellationToken cancellationToken)
    {
        var bucket = buckets.Of(region);
        var stored = await reading.AskAsync(bucket, token => bucket.GetAsync(key, token), cancellationToken);
        var bytes = Unpack(bucket, key, stored);
        return [.. SegmentPieces.Of(bytes, key).Select(piece => new WalRecord(piece.Offset, piece.At, bytes.AsMemory(piece.Body, piece.Length), Defect(piece.Kind)))];
    }

    public string Command(RegionId region, DateTimeOffset since)
    {
        var of = options.Regions[region.Value];
        var aws = $"aws{(of.ServiceUrl is { } url ? $" --endpoint-url {ShellText.Quote(url.AbsoluteUri)}" : $" --region {ShellText.Quote(of.AwsRegion!)}")}";
        var after = KeyBefore(region, since) is { Length: > 0 } key ? $" --start-after {ShellText.Quote(key)}" : "";
        var condition = $"Contents[?LastModified>=`{since.UtcDateTime.AddSeconds(-1).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)}`].[Key]";
        return $"segments() {{ {aws} s3api list-objects-v2 --bucket {ShellText.Quote(of.Bucket)} --prefix {ShellText.Quote(options.PrefixOf(region))}{after} --query '{condition}' --output text | {{ grep -vx None || true; }}; }}\n"
            + $"segment() {{ {aws} s3 cp --only-show-errors \"s3://{of.Bucket}/$1\" -; }}";
    }

    private string KeyBefore(RegionId region, DateTimeOffset since) => options.KeyTime.Length == 0
        ? ""
        : options.PrefixOf(region) + since.UtcDateTime.ToString(options.KeyTime, CultureInfo.InvariantCulture);

    private async Task<List<StoredObject>> WithoutReplicasAsync(WalBucket bucket, List<StoredObject> listed, CancellationToken cancellationToken)
    {
        var statuses = await Task.WhenAll(listed.Select(each => reading.AskAsync(bucket, token => bucket.ReplicationAsync(each.Key, token), cancellationToken)));
        return [.. listed.Where((_, at) => statuses[at] != ReplicationStatus.Replica)];
    }

    private byte[] Unpack(WalBucket bucket, string key, byte[] stored)
    {
        try
        {
            return SegmentFile.Unpack(stored, options.Integrity.LargestRead);
        }
        catch (CouldNotAskException packed)
        {
            throw new SourceUnavailableException($"{bucket.Source}: {key} is {packed.Message}");
        }
    }

    private static string? Defect(PieceKind kind) => kind switch
    {
        PieceKind.Record => null,
        PieceKind.Torn => "torn at the end of the segment",
        _ => "no record",
    };
}
