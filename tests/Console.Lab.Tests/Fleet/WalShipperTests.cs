using IncidentConsole.Lab.Composition;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Fleet.Wal;
using IncidentConsole.Lab.S3;

namespace IncidentConsole.Lab.Tests.Fleet;

/// <summary>The shipper of the range, with the range's own client, at a bucket that goes away and comes back.</summary>
public sealed class WalShipperTests : IDisposable
{
    private const string Region = "eu-west";
    private readonly string folder = Directory.CreateTempSubdirectory("range-shipper-").FullName;

    [Theory]
    [InlineData("error")]
    [InlineData("refuse")]
    [InlineData("hang")]
    public async Task Ships_again_when_the_bucket_is_back(string how)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var faults = new FaultBoard(TimeProvider.System);
        var plan = new BucketPlan([Region]);
        await using var server = new S3Server(faults, TimeProvider.System, plan.Options());
        await server.StartAsync(cancellation);
        var log = new WalLog(folder, TimeProvider.System);
        using var bucket = new WalBucket(plan.ClientOf(server, Region), BucketPlan.BucketOf(Region));
        var shipper = new WalShipper(log, bucket, new WalIdentity(Region, "pod-1", WalFormat.RecordSuffix), () => false, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var shipping = shipper.RunAsync(stop.Token, stop.Token);

        log.Append("before"u8);
        await Eventually.TrueAsync(() => log.Segments == 1);
        faults.Set("s3-down", new Dictionary<string, string> { ["region"] = Region, ["how"] = how });
        log.Append("meanwhile"u8);
        // Long enough for a call to be under way when the fault ends.
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, cancellation);
        Assert.Equal(1, log.Segments);
        faults.Clear("s3-down", Region);

        await Eventually.TrueAsync(() => log.Segments == 2);
        Assert.False(shipping.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => shipping);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
