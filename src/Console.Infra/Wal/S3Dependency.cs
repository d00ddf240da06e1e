using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Readiness;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Wal;

/// <summary>Whether every region's bucket can be listed.</summary>
internal sealed class S3Dependency(WalBuckets buckets, IOptions<WalOptions> options, TimeProvider time) : IDependency
{
    public string Name => "S3";

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => Part.TroublesAsync(
        buckets.All.ToDictionary(bucket => bucket.Source, bucket => (Func<CancellationToken, Task>)(token => bucket.AnyAsync(options.Value.HeartbeatPrefix, token))),
        options.Value.TimeBox, time, cancellationToken);
}
