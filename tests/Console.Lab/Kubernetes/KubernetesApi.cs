using System.Text.Json.Nodes;
using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Hosting;
using IncidentConsole.Lab.Kubernetes.Endpoints;
using IncidentConsole.Lab.Kubernetes.Objects;
using IncidentConsole.Lab.Kubernetes.Rollouts;

namespace IncidentConsole.Lab.Kubernetes;

/// <summary>One region's Kubernetes API, with the controller that keeps real backends running as its Deployment says.</summary>
public sealed class KubernetesApi : IAsyncDisposable
{
    private const long MaxBodyBytes = 3 * 1024 * 1024;

    private readonly TimeProvider time;
    private readonly KubernetesOptions options;
    private readonly KubernetesFaults faults;
    private readonly Access access;
    private readonly ObjectStore store = new();
    private readonly DeploymentController controller;
    private readonly SecureListener secure;
    private readonly WebApplication app;

    public KubernetesApi(FaultBoard faults, TimeProvider time, IPodHost pods, KubernetesOptions options)
    {
        this.time = time;
        this.options = options;
        this.faults = new KubernetesFaults(faults, options.Region);
        access = new Access(options, this.faults);
        controller = new DeploymentController(time, options, store, new EventLog(time, options, store), pods);
        secure = SecureListener.Create(options.SecurePort, time.GetUtcNow());
        app = LoopbackApp.Build(options.Port, MaxBodyBytes, secure);
        app.Use(AnswerAsync);
        MapPublic();
        MapDiscovery();
        MapReads();
        MapChanges();
    }

    /// <summary>What a kubeconfig's <c>server</c> says; after the start.</summary>
    public Uri Address => LoopbackApp.Address(app);

    /// <summary>The same over TLS with a self-signed certificate: for kubectl, with <c>--insecure-skip-tls-verify</c>.</summary>
    public Uri SecureAddress => LoopbackApp.Address(app, "https");

    /// <summary>Returns once the first pods run and the API answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        store.Put(Resource.Namespaces, new JsonObject
        {
            ["kind"] = "Namespace", ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject { ["name"] = options.Namespace, ["creationTimestamp"] = Json.Time(now) },
            ["status"] = new JsonObject { ["phase"] = "Active" },
        });
        for (var i = 0; i < options.Nodes; i++) store.Put(Resource.Nodes, NodeJson.Create(options.Region, i, now));
        store.Put(Resource.Deployments, DeploymentJson.Create(options, now));
        await controller.StartAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await controller.DisposeAsync();
        secure.Certificate.Dispose();
    }

    private void MapPublic()
    {
        app.MapGet("/version", () => Answer.Json(Discovery.Version));
        foreach (var health in new[] { "/readyz", "/livez", "/healthz" }) app.MapGet(health, () => "ok");
    }

    private void MapDiscovery()
    {
        app.MapGet("/api", () => Answer.Json(Discovery.CoreVersions));
        app.MapGet("/apis", () => Answer.Json(Discovery.Groups));
        app.MapGet("/api/v1", () => Answer.Json(Discovery.Resources("")));
        app.MapGet("/apis/apps/v1", () => Answer.Json(Discovery.Resources("apps")));
    }

    private void MapReads()
    {
        var reading = new Reading(options, store);
        var watching = new Watching(time, store, reading);
        foreach (var resource in Resource.All)
        {
            var root = resource.Group.Length == 0 ? "/api/v1" : $"/apis/{resource.Group}/v1";
            app.MapGet($"{root}/{resource.Plural}", (HttpContext http) => ListOrWatchAsync(null, http));
            if (!resource.IsNamespaced)
            {
                app.MapGet($"{root}/{resource.Plural}/{{name}}", (string name, HttpRequest request) => reading.Get(resource, name, null, request));
                continue;
            }
            app.MapGet($"{root}/namespaces/{{ns}}/{resource.Plural}", (string ns, HttpContext http) => ListOrWatchAsync(ns, http));
            app.MapGet($"{root}/namespaces/{{ns}}/{resource.Plural}/{{name}}", (string ns, string name, HttpRequest request) =>
                reading.Get(resource, name, ns, request));

            async Task ListOrWatchAsync(string? ns, HttpContext http)
            {
                if (Watching.IsAsked(http.Request)) await watching.StreamAsync(resource, ns, http);
                else await reading.List(resource, ns, http.Request).ExecuteAsync(http);
            }
        }
    }

    private void MapChanges()
    {
        const string deployment = "/apis/apps/v1/namespaces/{ns}/deployments/{name}";
        var changing = new Changing(options, store, new Reading(options, store));
        app.MapPatch(deployment, changing.PatchAsync);
        app.MapGet(deployment + "/scale", changing.GetScale);
        app.MapPatch(deployment + "/scale", changing.PatchScaleAsync);
        app.MapPut(deployment + "/scale", changing.PutScaleAsync);
    }

    /// <summary>Around every call: faults, then access, then errors as Status objects.</summary>
    private async Task AnswerAsync(HttpContext http, RequestDelegate endpoint)
    {
        if (await faults.IsDeadAsync(http)) return;
        try
        {
            access.Check(http.Request);
            if (http.GetEndpoint() is null) throw KubernetesException.UnknownPath();
            await endpoint(http);
            if (http.Response is { StatusCode: 405, HasStarted: false })
                throw new KubernetesException(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
        }
        catch (KubernetesException error)
        {
            await Answer.Json(error.Status, error.Code).ExecuteAsync(http);
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            var error = new KubernetesException(413, "RequestEntityTooLarge", $"Request entity too large: limit is {MaxBodyBytes}");
            await Answer.Json(error.Status, error.Code).ExecuteAsync(http);
        }
    }
}
