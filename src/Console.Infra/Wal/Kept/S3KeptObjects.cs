using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Wal.Replay;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Wal.Kept;

/// <summary>Objects beside the WAL, under <c>console/</c>, so that they are replicated and versioned like it.</summary>
internal sealed class S3KeptObjects(WalBuckets buckets, S3Reading reading, IOptions<WalOptions> options) : IKeptObjects
{
    private const string Prefix = "console/";

    public Task WriteAsync(RegionId keeper, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var bucket = buckets.Of(keeper);
        return reading.AskAsync(bucket, async token =>
        {
            await bucket.PutAsync(Prefix + name, content, token);
            return true;
        }, cancellationToken);
    }

    public Task<byte[]> ReadAsync(RegionId keeper, string name, CancellationToken cancellationToken)
    {
        var bucket = buckets.Of(keeper);
        return reading.AskAsync(bucket, token => bucket.GetAsync(Prefix + name, token), cancellationToken);
    }

    public string Command(RegionId keeper, string name)
    {
        var of = options.Value.Regions[keeper.Value];
        var endpoint = of.ServiceUrl is { } url ? $" --endpoint-url {ShellText.Quote(url.AbsoluteUri)}" : $" --region {ShellText.Quote(of.AwsRegion!)}";
        return $"for key in $(aws{endpoint} s3api list-objects-v2 --bucket {ShellText.Quote(of.Bucket)} --prefix {ShellText.Quote(Prefix + name)} --query 'Contents[].[Key]' --output text); do"
            + $" aws{endpoint} s3 cp --only-show-errors \"s3://{of.Bucket}/$key\" -; done";
    }
}
