using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace IncidentConsole.Lab.S3.Storage;

/// <summary>
/// A versioned bucket. Readers take immutable snapshots and never wait; writers take turns. Keys are kept sorted apart from their
/// versions, so that a page of a listing costs the page and not the bucket.
/// </summary>
internal sealed class Bucket(string name, string region)
{
    private readonly Lock writing = new();
    private readonly ConcurrentDictionary<string, ImmutableArray<ObjectVersion>> histories = new(StringComparer.Ordinal);
    private ImmutableSortedSet<string> keys = ImmutableSortedSet.Create<string>(KeyOrder.Utf8);

    public string Name => name;

    public string Region => region;

    public ImmutableSortedSet<string> Keys => Volatile.Read(ref keys);

    /// <summary>The key's versions and delete markers, newest first; empty when there are none.</summary>
    public ImmutableArray<ObjectVersion> History(string key) => histories.GetValueOrDefault(key, []);

    /// <summary>The newest version or delete marker.</summary>
    public ObjectVersion? Current(string key) => History(key).FirstOrDefault();

    public ObjectVersion? Find(string key, string versionId) => History(key).FirstOrDefault(version => version.VersionId == versionId);

    /// <summary>Adds a version where its creation time puts it: a late replica can be older than what is there.</summary>
    /// <returns>False, and nothing changes, when the condition does not hold.</returns>
    public bool TryAdd(ObjectVersion version, WriteCondition condition)
    {
        lock (writing)
        {
            var history = History(version.Key);
            if (!condition.Holds(history.FirstOrDefault()))
                return false;
            var place = 0;
            while (place < history.Length && history[place].LastModified > version.LastModified)
                place++;
            histories[version.Key] = history.Insert(place, version);
            if (history.IsEmpty)
                Volatile.Write(ref keys, keys.Add(version.Key));
            return true;
        }
    }

    /// <summary>Records how far a version's replication to one destination is. A version deleted meanwhile stays deleted.</summary>
    public void SetReplication(string key, string versionId, string destination, ReplicationStatus status)
    {
        lock (writing)
        {
            if (Find(key, versionId) is not { } version)
                return;
            var updated = version with { Destinations = version.Destinations.SetItem(destination, status) };
            histories[key] = History(key).Replace(version, updated);
        }
    }

    /// <summary>Deletes one version or delete marker for good.</summary>
    /// <returns>What was deleted; null when it was not there.</returns>
    public ObjectVersion? Remove(string key, string versionId)
    {
        lock (writing)
        {
            if (Find(key, versionId) is not { } version)
                return null;
            var rest = History(key).Remove(version);
            if (rest.IsEmpty)
            {
                Volatile.Write(ref keys, keys.Remove(key));
                histories.TryRemove(key, out _);
            }
            else
                histories[key] = rest;
            return version;
        }
    }
}
