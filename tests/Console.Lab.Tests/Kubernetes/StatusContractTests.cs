namespace IncidentConsole.Lab.Tests.Kubernetes;

/// <summary>Every refusal is an object of kind Status, and what was refused has changed nothing.</summary>
public class StatusContractTests
{
    private const string Strategic = "application/strategic-merge-patch+json";
    private const string Merge = "application/merge-patch+json";
    private const string Json = "application/json-patch+json";

    [Theory]
    [InlineData("GET", "/apis/batch/v1/jobs", 404, "NotFound", "the server could not find the requested resource")]
    [InlineData("GET", "/api/v1/namespaces/fractal-lba/pods/none", 404, "NotFound", "pods \"none\" not found")]
    [InlineData("GET", "/apis/apps/v1/namespaces/other/deployments/backend", 404, "NotFound", "deployments.apps \"backend\" not found")]
    [InlineData("DELETE", "/api/v1/nodes/eu-west-node-1", 405, "MethodNotAllowed", "the server does not allow this method on the requested resource")]
    [InlineData("GET", "/api/v1/pods?fieldSelector=spec.color%3Dred", 400, "BadRequest", "field label not supported: spec.color")]
    [InlineData("GET", "/api/v1/pods?labelSelector=a%20b%20c", 400, "BadRequest", "unable to parse requirement: found 'a b c' in selector 'a b c'")]
    public async Task What_is_not_there_or_not_understood_is_said(string method, string path, int code, string reason, string message)
    {
        await using var cluster = await Cluster.StartAsync();

        var (status, body) = await cluster.SendAsync(new HttpMethod(method), path);

        Assert.Equal((code, "Status", reason, message), (status, (string?)body["kind"], (string?)body["reason"], (string?)body["message"]));
    }

    [Theory]
    [InlineData(Merge, """{"spec": {"replicas": -1}}""", 422, "spec.replicas: Invalid value: -1: must be greater than or equal to 0")]
    [InlineData(Merge, """{"spec": {"replicas": "three"}}""", 400, "cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32")]
    [InlineData(Merge, """{"spec": {"selector": {"matchLabels": {"app": "x"}}}}""", 422, "field is immutable")]
    [InlineData(Merge, """{"spec": {"template": {"spec": {"containers": []}}}}""", 422, "spec.template.spec.containers: Required value")]
    [InlineData(Merge, """{"metadata": {"name": "other"}}""", 400, "the name of the object (other) does not match the name on the URL (backend)")]
    [InlineData(Merge, """{"metadata": {"resourceVersion": "1"}}""", 409, "the object has been modified")]
    [InlineData(Merge, "not json", 400, "error decoding patch")]
    [InlineData(Merge, "[]", 400, "error decoding patch")]
    [InlineData(Strategic, """{"spec": {"template": {"spec": {"containers": [{"name": "backend", "env": [{"name": "A", "value": true}]}]}}}}""", 400, "cannot unmarshal bool")]
    [InlineData(Strategic, """{"spec": {"template": {"spec": {"containers": [{"name": "typo", "env": []}]}}}}""", 422, "containers[1].image: Required value")]
    [InlineData(Json, """[{"op": "test", "path": "/spec/replicas", "value": 2}]""", 422, "testing path /spec/replicas failed")]
    [InlineData("application/apply-patch+yaml", "{}", 415, "accepted media types include")]
    public async Task An_invalid_patch_is_refused_and_changes_nothing(string contentType, string patch, int code, string words)
    {
        await using var cluster = await Cluster.StartAsync();
        var before = (await cluster.RolledOutAsync()).ToJsonString();

        var (status, body) = await cluster.PatchAsync(contentType, patch);

        Assert.Equal(code, status);
        Assert.Equal("Status", (string?)body["kind"]);
        Assert.Contains(words, (string?)body["message"]);
        Assert.Equal(before, (await cluster.DeploymentAsync()).ToJsonString());
    }

    [Fact]
    public async Task A_body_of_ten_megabytes_is_too_large()
    {
        await using var cluster = await Cluster.StartAsync();

        var (status, body) = await cluster.PatchAsync(Merge, $$"""{"metadata": {"annotations": {"note": "{{new string('x', 10_000_000)}}" } } }""");

        Assert.Equal((413, "RequestEntityTooLarge"), (status, (string?)body["reason"]));
    }

    [Fact]
    public async Task An_annotation_alone_rolls_nothing()
    {
        await using var cluster = await Cluster.StartAsync();

        var (_, patched) = await cluster.PatchAsync(Json, """[{"op": "add", "path": "/metadata/annotations/incident", "value": "7"}]""");

        Assert.Equal(1, (int?)patched["metadata"]!["generation"]);
        Assert.Equal("7", (string?)(await cluster.DeploymentAsync())["metadata"]!["annotations"]!["incident"]);
    }
}
