using System.Text.Json.Nodes;
using IncidentConsole.Lab.Kubernetes.Objects;

namespace IncidentConsole.Lab.Kubernetes.Patching;

/// <summary>
/// Kubernetes' own merge: as a merge patch, but lists of a pod spec merge item by item by their key, <c>$patch</c> deletes or replaces, and
/// <c>$setElementOrder</c> orders.
/// </summary>
internal static class StrategicMergePatch
{
    private const string Directive = "$patch";
    private const string OrderPrefix = "$setElementOrder/";
    private const string RetainKeys = "$retainKeys";

    /// <summary>patchMergeKey of the lists a Deployment has.</summary>
    private static readonly Dictionary<string, string> MergeKeys = new()
    {
        ["containers"] = "name", ["initContainers"] = "name", ["env"] = "name", ["volumes"] = "name", ["ports"] = "containerPort",
        ["volumeMounts"] = "mountPath", ["conditions"] = "type", ["ownerReferences"] = "uid", ["imagePullSecrets"] = "name",
    };

    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        if (patch.Text(Directive) == "replace") return Without(patch, Directive);
        foreach (var (name, change) in patch)
        {
            if (name is Directive or RetainKeys || name.StartsWith(OrderPrefix, StringComparison.Ordinal)) continue;
            var current = target[name];
            target.Remove(name);
            if (change is null) continue;
            target[name] = (current, change) switch
            {
                (JsonObject existing, JsonObject changes) => Apply(existing, changes),
                (null, JsonObject changes) => Apply([], changes),
                (_, JsonArray items) when MergeKeys.TryGetValue(name, out var key) =>
                    Ordered(Merge(current as JsonArray ?? [], items, key), patch[OrderPrefix + name] as JsonArray, key),
                _ => change.DeepClone(),
            };
        }
        if (patch[RetainKeys] is JsonArray retained) Retain(target, retained);
        return target;
    }

    private static JsonArray Merge(JsonArray target, JsonArray changes, string key)
    {
        if (changes.Any(change => change.Text(Directive) == "replace"))
            return [.. changes.Where(change => change.Text(Directive) is null).Select(change => change!.DeepClone())];

        foreach (var change in changes.OfType<JsonObject>())
        {
            if (change[key] is null)
                throw KubernetesException.BadRequest($"map: {change.ToJsonString()} does not contain declared merge key: {key}");
            var current = target.OfType<JsonObject>().FirstOrDefault(item => JsonNode.DeepEquals(item[key], change[key]));
            if (change.Text(Directive) == "delete")
            {
                if (current is not null) target.Remove(current);
            }
            else if (current is null) target.Add(Apply([], change));
            else Apply(current, change);
        }
        return target;
    }

    /// <summary>Items the patch orders stand in that order; the others keep their place behind them.</summary>
    private static JsonArray Ordered(JsonArray items, JsonArray? order, string key)
    {
        if (order is null) return items;
        var places = order.Select(entry => (entry as JsonObject)?[key]?.ToJsonString() ?? entry?.ToJsonString()).ToList();
        int Place(JsonNode? item) => places.IndexOf(item.At(key)?.ToJsonString()) is var place and >= 0 ? place : places.Count;
        return [.. items.OrderBy(Place).Select(item => item!.DeepClone())];
    }

    private static void Retain(JsonObject target, JsonArray retained)
    {
        var names = retained.Select(name => (string?)name).ToHashSet();
        foreach (var name in target.Select(property => property.Key).Where(name => !names.Contains(name)).ToList()) target.Remove(name);
    }

    private static JsonObject Without(JsonObject patch, string name)
    {
        var copy = (JsonObject)patch.DeepClone();
        copy.Remove(name);
        return copy;
    }
}
