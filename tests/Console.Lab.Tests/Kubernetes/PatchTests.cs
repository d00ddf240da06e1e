using System.Text.Json.Nodes;
using IncidentConsole.Lab.Kubernetes;
using IncidentConsole.Lab.Kubernetes.Patching;

namespace IncidentConsole.Lab.Tests.Kubernetes;

/// <summary>The three kinds of patch on the lists and maps of a pod spec.</summary>
public class PatchTests
{
    private readonly JsonObject container = Parse("""{"containers": [{"name": "backend", "image": "i", "env": [{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]}]}""");

    [Theory]
    [InlineData("""[{"name": "B", "value": "3"}]""", """[{"name": "A", "value": "1"}, {"name": "B", "value": "3"}]""")]
    [InlineData("""[{"name": "C", "value": "3"}]""", """[{"name": "A", "value": "1"}, {"name": "B", "value": "2"}, {"name": "C", "value": "3"}]""")]
    [InlineData("""[{"name": "A", "$patch": "delete"}]""", """[{"name": "B", "value": "2"}]""")]
    [InlineData("""[{"$patch": "replace"}, {"name": "C", "value": "3"}]""", """[{"name": "C", "value": "3"}]""")]
    public void A_strategic_patch_merges_variables_by_name(string env, string expected)
    {
        var patched = StrategicMergePatch.Apply(container, Parse($$"""{"containers": [{"name": "backend", "env": {{env}} }]}"""));

        Same(expected, patched["containers"]![0]!["env"]);
        Assert.Equal("i", (string?)patched["containers"]![0]!["image"]);
    }

    [Fact]
    public void A_strategic_patch_orders_what_it_names()
    {
        var patched = StrategicMergePatch.Apply(container, Parse("""
            {"containers": [{"name": "backend", "$setElementOrder/env": [{"name": "B"}, {"name": "A"}], "env": [{"name": "A", "value": "0"}]}]}
            """));

        Same("""[{"name": "B", "value": "2"}, {"name": "A", "value": "0"}]""", patched["containers"]![0]!["env"]);
    }

    [Fact]
    public void A_strategic_patch_without_the_merge_key_is_refused() =>
        Assert.Contains("does not contain declared merge key: name",
            Assert.Throws<KubernetesException>(() => StrategicMergePatch.Apply(container, Parse("""{"containers": [{"image": "j"}]}"""))).Message);

    [Fact]
    public void A_merge_patch_replaces_lists_and_removes_by_null()
    {
        var patched = JsonMergePatch.Apply(Parse("""{"a": {"b": 1, "c": 2}, "list": [1, 2]}"""), Parse("""{"a": {"b": null, "d": 3}, "list": [9]}"""));

        Same("""{"a": {"c": 2, "d": 3}, "list": [9]}""", patched);
    }

    [Fact]
    public void A_json_patch_goes_by_path()
    {
        var patched = JsonPatch.Apply(Parse("""{"a/b": {"list": [1, 2, 3]}, "gone": 0}"""), Operations("""
            [{"op": "test", "path": "/a~1b/list/0", "value": 1}, {"op": "replace", "path": "/a~1b/list/0", "value": 7},
             {"op": "add", "path": "/a~1b/list/-", "value": 4}, {"op": "remove", "path": "/gone"}, {"op": "copy", "from": "/a~1b/list/1", "path": "/copied"}]
            """));

        Same("""{"a/b": {"list": [7, 2, 3, 4]}, "copied": 2}""", patched);
    }

    [Theory]
    [InlineData("""[{"op": "test", "path": "/a", "value": 2}]""", 422)]
    [InlineData("""[{"op": "remove", "path": "/none"}]""", 422)]
    [InlineData("""[{"op": "fly", "path": "/a"}]""", 400)]
    public void A_json_patch_that_does_not_apply_is_refused(string operations, int code) =>
        Assert.Equal(code, Assert.Throws<KubernetesException>(() => JsonPatch.Apply(Parse("""{"a": 1}"""), Operations(operations))).Code);

    private static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;

    private static JsonArray Operations(string json) => (JsonArray)JsonNode.Parse(json)!;

    private static void Same(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}, got {actual?.ToJsonString()}");
}
