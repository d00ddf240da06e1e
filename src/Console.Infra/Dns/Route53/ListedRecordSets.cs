using System.Xml.Linq;
using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Infra.Dns.Route53;

/// <summary>The record sets that say where a name leads; others of that name, such as TXT, are left alone.</summary>
internal sealed class ListedRecordSets : IListedName
{
    private readonly Route53Zone zone;
    private readonly List<XElement> listed;

    /// <param name="all">All record sets of the name, as Route 53 wrote them.</param>
    public ListedRecordSets(Route53Zone zone, IEnumerable<XElement> all)
    {
        this.zone = zone;
        listed = [.. all.Where(set => set.Text("Type") is "CNAME" or "A" or "AAAA")];
        State = new([.. listed.Select(RecordSetXml.Read)]);
    }

    public DnsState State { get; }

    public string? Obstacle(DnsState after) => listed.Select(RecordSetXml.OtherPolicy).FirstOrDefault(policy => policy is not null) is { } other
        ? $"is routed by {other}; only simple and weighted records are changed here"
        : null;

    public async Task<IsInSync?> ChangeAsync(Change change, CancellationToken cancellationToken)
    {
        var changes = RecordSetDiff.Changes(State, (DnsState)change.After, listed);
        var changeId = await zone.ChangeAsync(changes, ChangeComment.Of(change), cancellationToken);
        return cancellation => zone.IsInSyncAsync(changeId, cancellation);
    }
}
