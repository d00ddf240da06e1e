using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Route53;

/// <summary>The fault <c>dns-third-record</c>: somebody adds a weighted record that leads to nobody, as a person in a hurry
/// would.</summary>
internal sealed class ThirdRecord
{
    private readonly FaultBoard faults;
    private readonly HostedZone zone;

    public ThirdRecord(FaultBoard faults, HostedZone zone)
    {
        (this.faults, this.zone) = (faults, zone);
        faults.Changed += (name, _) =>
        {
            if (name == "dns-third-record") Set();
        };
    }

    private void Set()
    {
        var there = zone.RecordSets.FirstOrDefault(set => set.SetIdentifier == "third-party");
        if (there is not null) zone.Submit([new(ChangeAction.Delete, there)], null);
        if (faults.Find("dns-third-record") is not { } fault || zone.RecordSets.FirstOrDefault(set => set.Weight is not null)
            is not { } sibling) return;
        // 198.51.100.0/24 is for documentation (RFC 5737): nobody's.
        var values = sibling.Type == "CNAME" ? "parking.example.net." : "198.51.100.7";
        zone.Submit([new(ChangeAction.Create, new ResourceRecordSet
        {
            Name = sibling.Name, Type = sibling.Type, Ttl = sibling.Ttl ?? 60, Values = [values], SetIdentifier = "third-party",
                Weight = (long)fault.Number("weight", 100),
        })], "moved the landing page");
    }
}
