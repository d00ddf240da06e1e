using System.Net.Http.Headers;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.S3;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Fleet;
using IncidentConsole.Lab.Fleet.Backend;
using IncidentConsole.Lab.Fleet.Pcs;
using IncidentConsole.Lab.Fleet.Wal;
using IncidentConsole.Lab.Kubernetes;
using IncidentConsole.Lab.Network;
using IncidentConsole.Lab.Processes;
using Npgsql;
using StackExchange.Redis;

namespace IncidentConsole.Lab.Tests.Fleet;

/// <summary>One real backend pod on a real Redis. Its bucket and warm store are away, which a submission must not notice.</summary>
public sealed class BackendFixture : IAsyncLifetime
{
    public const string Region = "eu-west";
    private static readonly FleetSettings Settings = new("a-key-of-the-clients", ["acme"]);
    private readonly HttpClient http = new();
    private FleetPodHost host = null!;
    private DedupStore dedup = null!;

    internal FaultBoard Faults { get; } = new(TimeProvider.System);

    internal RedisServer Redis { get; private set; } = null!;

    internal PcsFactory Documents { get; } = new(Settings.Signature, TimeProvider.System);

    internal static PcsSignature Signature => Settings.Signature;

    public string Folder { get; } = Directory.CreateTempSubdirectory("range-backend-").FullName;

    public async ValueTask InitializeAsync()
    {
        Redis = new RedisServer(Path.Combine(Folder, "redis"), FreePorts.Next());
        await Redis.StartAsync(CancellationToken.None);
        dedup = await DedupStore.ConnectAsync(Redis.Port, TimeSpan.FromMinutes(1));
        await UntilConnectedAsync();
        var nowhere = new AmazonS3Client(new AnonymousAWSCredentials(), new AmazonS3Config { ServiceURL = "http://127.0.0.1:1" });
        var stores = new RegionStores(
            Region,
            dedup,
            new WarmStore(NpgsqlDataSource.Create("Host=127.0.0.1;Port=1"), TimeProvider.System),
            new WalBucket(nowhere, "nowhere"));
        host = new FleetPodHost(Settings, new Dictionary<string, RegionStores> { [Region] = stores }, Folder, Faults, TimeProvider.System);
    }

    internal async Task<BackendPod> StartPodAsync(params (string Name, string Value)[] environment) =>
        (BackendPod)await host.StartAsync(
            new PodSpec(Region, $"backend-{Guid.NewGuid():N}", environment.ToDictionary(variable => variable.Name, variable => variable.Value)),
            CancellationToken.None);

    internal Task ApplyFaultsAsync() => host.ApplyFaultsAsync();

    internal Task<HttpResponseMessage> SubmitAsync(BackendPod pod, PcsDocument document, string tenant = "acme") =>
        SubmitAsync(pod, JsonSerializer.SerializeToUtf8Bytes(document), tenant);

    internal async Task<HttpResponseMessage> SubmitAsync(BackendPod pod, byte[] body, string tenant = "acme")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{pod.Address}/v1/pcs/submit") { Content = content };
        request.Headers.Add("X-Tenant-Id", tenant);
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    internal Task<string> GetAsync(BackendPod pod, string path) =>
        http.GetStringAsync($"http://{pod.Address}{path}", TestContext.Current.CancellationToken);

    internal IReadOnlyList<string> WalBodies(BackendPod pod)
    {
        var log = Directory.GetFiles(Path.Combine(Folder, Region, pod.Spec.Name), "inbox-*.wal").SingleOrDefault();
        return log is null
            ? []
            : [.. WalFormat.Read(File.ReadAllBytes(log), log).Select(record => System.Text.Encoding.UTF8.GetString(record.Body.Span))];
    }

    /// <summary>The pods' client fails fast while it is not connected, and a busy machine may need more than its first try.</summary>
    private async Task UntilConnectedAsync()
    {
        for (var connected = false; !connected;)
        {
            try
            {
                await dedup.FindAsync("");
                connected = true;
            }
            catch (RedisException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pod in host.Pods)
            await pod.DisposeAsync();
        await dedup.DisposeAsync();
        await Redis.DisposeAsync();
        http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
