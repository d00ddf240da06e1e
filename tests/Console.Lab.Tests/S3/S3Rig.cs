using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.S3;
using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Lab.Tests.S3;

/// <summary>
/// Two regions that replicate both ways, and real SDK clients for them. Replication moves when <see cref="Pass"/> says so.
/// </summary>
internal sealed class S3Rig : IAsyncDisposable
{
    public const string West = "flk-wal-eu-west";
    public const string East = "flk-wal-us-east";
    public const string AccessKey = "AKIARANGE";
    public const string SecretKey = "range-secret";

    // Starts at the real time, which is what the SDK signs with.
    private readonly FakeTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly List<IDisposable> clients = [];

    private S3Rig()
    {
        Faults = new FaultBoard(time);
        Server = new S3Server(Faults, time, new S3Options
        {
            AccessKey = AccessKey,
            SecretKey = SecretKey,
            Buckets = [new(West, "eu-west"), new(East, "us-east"), new("scratch", "eu-west")],
            Replication = [new(West, East), new(East, West)],
        });
    }

    public FaultBoard Faults { get; }

    public S3Server Server { get; }

    public AmazonS3Client EuWest => field ??= ClientFor("eu-west");

    public AmazonS3Client UsEast => field ??= ClientFor("us-east");

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<S3Rig> StartAsync()
    {
        var rig = new S3Rig();
        await rig.Server.StartAsync(Cancellation);
        return rig;
    }

    public AmazonS3Client ClientFor(string region, string accessKey = AccessKey, string secretKey = SecretKey)
    {
        var client = new AmazonS3Client(new BasicAWSCredentials(accessKey, secretKey), new AmazonS3Config
        {
            ServiceURL = Server.EndpointOf(region).ToString(),
            AuthenticationRegion = region,
            ForcePathStyle = true,
            MaxErrorRetry = 0,
        });
        clients.Add(client);
        return client;
    }

    /// <summary>Lets time pass and settles all replication that is then due.</summary>
    public void Pass(TimeSpan duration)
    {
        time.Advance(duration);
        Server.SettleReplication();
    }

    /// <summary>Lets time pass and leaves the rest to the server's own tick.</summary>
    public void PassUnattended(TimeSpan duration) => time.Advance(duration);

    public void Break(string fault, params (string Name, string Value)[] arguments) =>
        Faults.Set(fault, arguments.ToDictionary(argument => argument.Name, argument => argument.Value));

    public static Task<PutObjectResponse> PutAsync(AmazonS3Client client, string bucket, string key, string content = "content") =>
        client.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, ContentBody = content }, Cancellation);

    public static async Task<string?> StatusAsync(AmazonS3Client client, string bucket, string key) =>
        (await client.GetObjectMetadataAsync(bucket, key, Cancellation)).ReplicationStatus?.Value;

    public static async Task<string> ContentAsync(GetObjectResponse response)
    {
        using var reader = new StreamReader(response.ResponseStream);
        return await reader.ReadToEndAsync(Cancellation);
    }

    public static async Task<AmazonS3Exception> RefusedAsync(Func<Task> call) => await Assert.ThrowsAnyAsync<AmazonS3Exception>(call);

    public async ValueTask DisposeAsync()
    {
        clients.ForEach(client => client.Dispose());
        await Server.DisposeAsync();
    }
}
