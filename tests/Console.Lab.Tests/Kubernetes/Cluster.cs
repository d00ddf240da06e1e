using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Kubernetes;
using k8s;

namespace IncidentConsole.Lab.Tests.Kubernetes;

/// <summary>A cluster of three fake pods, and the ways to ask it: KubernetesClient, kubectl, plain HTTP.</summary>
internal sealed class Cluster(KubernetesApi api, FaultBoard faults, FakePods pods) : IAsyncDisposable
{
    public const string Namespace = "fractal-lba";
    public const string Deployment = "/apis/apps/v1/namespaces/fractal-lba/deployments/backend";

    private readonly HttpClient http = new(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress = api.Address, DefaultRequestHeaders = { Authorization = new("Bearer", "range-token") } };

    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("kubectl-");

    public FaultBoard Faults => faults;
    public FakePods Pods => pods;
    public k8s.Kubernetes Client { get; } = new(new KubernetesClientConfiguration { Host = api.Address.ToString(), AccessToken = "range-token" });

    public static async Task<Cluster> StartAsync()
    {
        var faults = new FaultBoard(TimeProvider.System);
        var pods = new FakePods();
        var api = new KubernetesApi(faults, TimeProvider.System, pods, new KubernetesOptions
        {
            Region = "eu-west", ControllerPeriod = TimeSpan.FromMilliseconds(5), Environment = new Dictionary<string, string> { ["REGION"] = "eu-west" },
        });
        await api.StartAsync(TestContext.Current.CancellationToken);
        return new Cluster(api, faults, pods);
    }

    public Task<CliResult> KubectlAsync(params string[] arguments) => KubectlAsAsync("range-token", arguments);

    public Task<CliResult> KubectlAsAsync(string token, params string[] arguments) =>
        Cli.RunAsync("kubectl", new Dictionary<string, string> { ["KUBECONFIG"] = "/dev/null", ["HOME"] = home.FullName },
            ["--server", api.SecureAddress.ToString(), "--insecure-skip-tls-verify", "--token", token, .. arguments]);

    public async Task<(int Status, JsonNode Body)> SendAsync(HttpMethod method, string path, string? body = null, string? contentType = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(contentType ?? "application/json"));
        // Else a client that is refused for its size may find the connection closed before it reads why.
        request.Headers.ExpectContinue = body?.Length > 1_000_000;
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!);
    }

    /// <summary>The whole text of an answer, such as a watch until it ends.</summary>
    public Task<string> ReadAsync(string path) => http.GetStringAsync(path, TestContext.Current.CancellationToken);

    public Task<(int Status, JsonNode Body)> PatchAsync(string contentType, string patch, string path = Deployment) =>
        SendAsync(HttpMethod.Patch, path, patch, contentType);

    public async Task<JsonNode> DeploymentAsync() => (await SendAsync(HttpMethod.Get, Deployment)).Body;

    /// <summary>Once the controller has seen the newest spec and every pod is of it, as <c>kubectl rollout status</c> waits.</summary>
    public async Task<JsonNode> RolledOutAsync()
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (true)
        {
            var now = await DeploymentAsync();
            var wanted = (int)now["spec"]!["replicas"]!;
            var status = now["status"]!;
            if ((int?)status["observedGeneration"] == (int?)now["metadata"]!["generation"] && ((int?)status["updatedReplicas"] ?? 0) == wanted
                && ((int?)status["replicas"] ?? 0) == wanted && ((int?)status["availableReplicas"] ?? 0) == wanted)
                return now;
            await poll.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        http.Dispose();
        home.Delete(recursive: true);
        await api.DisposeAsync();
    }
}
