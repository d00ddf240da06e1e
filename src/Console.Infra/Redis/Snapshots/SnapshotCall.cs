using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;

namespace IncidentConsole.Infra.Redis.Snapshots;

/// <summary>The two regions a procedure works on, and the snapshot it rests on.</summary>
internal sealed record SnapshotCall(RegionId First, RegionId Second, string Snapshot)
{
    public IEnumerable<RegionId> Regions => [First, Second];

    public static SnapshotCall Of(ProcedureCall call) => new(call.Region, new(call.Arguments[DedupProcedures.With]), call.Arguments[DedupProcedures.SnapshotId]);

    public override string ToString() => $"{First} and {Second}";
}
