using IncidentConsole.Lab.Kubernetes.Objects;

namespace IncidentConsole.Lab.Kubernetes;

/// <summary>The namespace's events; the oldest go first, as they do in a real cluster after an hour.</summary>
internal sealed class EventLog(TimeProvider time, KubernetesOptions options, ObjectStore store)
{
    private const int Most = 200;
    private readonly Lock gate = new();
    private readonly Queue<string> names = new();
    private long sequence;

    public void Add(Resource about, string name, string reason, string message)
    {
        lock (gate)
        {
            var json = EventJson.Create(options, ++sequence, time.GetUtcNow(), about, name, reason, message);
            names.Enqueue(json.Name());
            store.Put(Resource.Events, json);
            if (names.Count > Most) store.Remove(Resource.Events, names.Dequeue());
        }
    }
}
