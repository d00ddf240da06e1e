using IncidentConsole.Lab.Dns;
using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Route53;

/// <summary>
/// The zone's record sets, twice: as the API shows them, which is at once, and as the name servers have them, which is when the change is
/// INSYNC.
/// </summary>
public sealed class HostedZone : IServedZone
{
    private readonly Lock gate = new();
    private readonly FaultBoard faults;
    private readonly TimeProvider time;
    private readonly TimeSpan inSyncAfter;
    private readonly List<ChangeInfo> changes = [];
    private IReadOnlyList<ResourceRecordSet> recordSets;
    private IReadOnlyList<ResourceRecordSet> served;

    public HostedZone(FaultBoard faults, TimeProvider time, Route53Options options)
    {
        this.faults = faults;
        this.time = time;
        inSyncAfter = options.InSyncAfter;
        Id = options.ZoneId;
        Name = DomainName.Normalize(options.ZoneName);
        NameServers = options.NameServers;
        recordSets = served = ZoneOrder.Sort([.. Apex(), .. options.RecordSets]);
    }

    public string Id { get; }
    public string Name { get; }
    public IReadOnlyList<string> NameServers { get; }

    /// <summary>As the API lists them, in its order.</summary>
    public IReadOnlyList<ResourceRecordSet> RecordSets
    {
        get { lock (gate) return recordSets; }
    }

    /// <summary>Every batch that was taken, oldest first.</summary>
    public IReadOnlyList<ChangeInfo> Changes
    {
        get { lock (gate) { Settle(); return [.. changes]; } }
    }

    /// <summary>As the name servers answer.</summary>
    public IReadOnlyList<ResourceRecordSet> Served
    {
        get { lock (gate) { Settle(); return served; } }
    }

    public bool Contains(string name) => name == Name || name.EndsWith("." + Name, StringComparison.Ordinal);

    /// <summary>Takes the whole batch or nothing of it.</summary>
    /// <exception cref="Route53Exception">InvalidChangeBatch, with what Route 53 says of each change it refuses.</exception>
    public ChangeInfo Submit(IReadOnlyList<Change> batch, string? comment)
    {
        lock (gate)
        {
            recordSets = ZoneOrder.Sort(ChangeBatch.Apply(this, recordSets, batch));
            var change = new ChangeInfo(NewId(), time.GetUtcNow(), comment) { Result = recordSets };
            changes.Add(change);
            return change;
        }
    }

    public ChangeInfo? FindChange(string id)
    {
        lock (gate) { Settle(); return changes.Find(change => change.Id == id); }
    }

    /// <summary>Nothing runs in the background: whoever looks sees what has become of the changes by now.</summary>
    private void Settle()
    {
        var wait = faults.Find("route53-slow")?.Seconds("seconds", 30) ?? inSyncAfter;
        for (var i = 0; i < changes.Count; i++)
        {
            if (changes[i].IsInSync) continue;
            if (time.GetUtcNow() - changes[i].SubmittedAt < wait) return;
            served = changes[i].Result;
            changes[i] = changes[i] with { IsInSync = true, Result = [] };
        }
    }

    private IEnumerable<ResourceRecordSet> Apex() =>
    [
        new() { Name = Name, Type = "NS", Ttl = 172800, Values = [.. NameServers.Select(DomainName.Normalize)] },
        // The last field, how long "there is none" is cached, is short here so that a drill need not wait for it.
        new() { Name = Name, Type = "SOA", Ttl = 900, Values = [$"{DomainName.Normalize(NameServers[0])} hostmaster.{Name} 1 7200 900 1209600 10"] },
    ];

    private static string NewId() => "C" + Convert.ToHexString(Guid.NewGuid().ToByteArray())[..13];
}
