using System.Text.Json.Nodes;
using IncidentConsole.Lab.Kubernetes.Objects;
using IncidentConsole.Lab.Kubernetes.Patching;

namespace IncidentConsole.Lab.Kubernetes.Endpoints;

/// <summary>patch of a deployment, and of its scale.</summary>
internal sealed class Changing(KubernetesOptions options, ObjectStore store, Reading reading)
{
    public async Task<IResult> PatchAsync(string ns, string name, HttpRequest request)
    {
        var patch = await PatchBody.ReadAsync(request);
        return Answer.Json(Store(ns, name, request, patch));
    }

    public IResult GetScale(string ns, string name) => Answer.Json(ScaleJson.Of(reading.Find(Resource.Deployments, name, ns)));

    public async Task<IResult> PatchScaleAsync(string ns, string name, HttpRequest request)
    {
        var patch = await PatchBody.ReadAsync(request);
        return Answer.Json(ScaleJson.Of(Store(ns, name, request, deployment => Rescale(deployment, patch(ScaleJson.Of(deployment))))));
    }

    public async Task<IResult> PutScaleAsync(string ns, string name, HttpRequest request)
    {
        if (await PatchBody.ReadJsonAsync(request) is not JsonObject scale || scale.Text("kind") is not (null or "Scale"))
            throw KubernetesException.BadRequest("the object provided is not a Scale");
        return Answer.Json(ScaleJson.Of(Store(ns, name, request, deployment => Rescale(deployment, scale))));
    }

    private static JsonObject Rescale(JsonObject deployment, JsonObject scale)
    {
        deployment["spec"]!["replicas"] = scale.At("spec", "replicas")?.DeepClone() ?? 0;
        if (scale.Text("metadata", "resourceVersion") is { } version) deployment["metadata"]!["resourceVersion"] = version;
        return deployment;
    }

    private JsonObject Store(string ns, string name, HttpRequest request, Func<JsonObject, JsonObject> change)
    {
        reading.Find(Resource.Deployments, name, ns);
        if (!IsDryRun(request)) return store.Update(Resource.Deployments, name, before => Changed(before!, change));
        return Changed((JsonObject)reading.Find(Resource.Deployments, name, options.Namespace).DeepClone(), change);
    }

    /// <summary>A changed spec is the next generation; status is the controller's and cannot be patched here.</summary>
    private static JsonObject Changed(JsonObject deployment, Func<JsonObject, JsonObject> change)
    {
        var before = (JsonObject)deployment.DeepClone();
        var after = change(deployment);
        DeploymentRules.Check(before, after);
        after["status"] = before["status"]?.DeepClone();
        after["metadata"]!["uid"] = before.Text("metadata", "uid");
        var sameSpec = JsonNode.DeepEquals(before["spec"], after["spec"]);
        after["metadata"]!["generation"] = before.Int("metadata", "generation") + (sameSpec ? 0 : 1);
        return after;
    }

    private static bool IsDryRun(HttpRequest request) => request.Query["dryRun"].ToString() switch
    {
        "" => false,
        "All" => true,
        var other => throw KubernetesException.BadRequest($"dryRun: Unsupported value: \"{other}\": supported values: \"All\""),
    };
}
