using System.Text.Json.Nodes;
using IncidentConsole.Lab.Kubernetes.Objects;

namespace IncidentConsole.Lab.Kubernetes;

/// <summary>
/// The cluster's objects, as etcd has them: every change takes the next resourceVersion of the whole cluster. What is stored is never
/// changed in place, so that readers need no lock; what is given out to be changed is a copy.
/// </summary>
internal sealed class ObjectStore
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<(string Plural, string Name), JsonObject> objects = [];
    private readonly Queue<Removal> removals = [];
    private TaskCompletionSource changed = NewSignal();
    private long version = 1000;

    // What etcd has compacted away, nobody can be told any more.
    private const int RemovalsKept = 1000;

    /// <summary>Ends with the next change after this call.</summary>
    public Task Changed
    {
        get { lock (gate) return changed.Task; }
    }

    public JsonObject? Find(Resource resource, string name)
    {
        lock (gate) return objects.GetValueOrDefault((resource.Plural, name));
    }

    public (long Version, IReadOnlyList<JsonObject> Items) List(Resource resource)
    {
        lock (gate) return (version, [.. objects.Where(entry => entry.Key.Plural == resource.Plural).Select(entry => entry.Value)]);
    }

    /// <summary>Stores an object; one that says nothing new keeps its version.</summary>
    public void Put(Resource resource, JsonObject item) => Update(resource, item.Name(), _ => item);

    /// <summary>Replaces an object by what <paramref name="change"/> makes of a copy; nobody else changes it meanwhile.</summary>
    public JsonObject Update(Resource resource, string name, Func<JsonObject?, JsonObject> change)
    {
        lock (gate)
        {
            var before = objects.GetValueOrDefault((resource.Plural, name));
            var after = change((JsonObject?)before?.DeepClone());
            after["metadata"]!["resourceVersion"] = before.Text("metadata", "resourceVersion");
            if (before is not null && JsonNode.DeepEquals(before, after)) return before;

            after["metadata"]!["resourceVersion"] = (++version).ToString();
            objects[(resource.Plural, name)] = after;
            Signal();
            return after;
        }
    }

    public void Remove(Resource resource, string name)
    {
        lock (gate)
        {
            if (!objects.Remove((resource.Plural, name), out var item)) return;
            removals.Enqueue(new(++version, resource.Plural, item));
            if (removals.Count > RemovalsKept) removals.Dequeue();
            Signal();
        }
    }

    /// <summary>What has been removed since a version, as it was last.</summary>
    public IReadOnlyList<JsonObject> RemovedSince(Resource resource, long since)
    {
        lock (gate) return [.. removals.Where(removal => removal.Version > since && removal.Plural == resource.Plural).Select(removal => removal.Item)];
    }

    private void Signal()
    {
        changed.SetResult();
        changed = NewSignal();
    }

    private readonly record struct Removal(long Version, string Plural, JsonObject Item);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
