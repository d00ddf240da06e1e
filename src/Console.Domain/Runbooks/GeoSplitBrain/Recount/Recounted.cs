using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Recount;

/// <summary>One kind of result: what a store holds of it beside what both regions have counted.</summary>
/// <param name="Counted">By the backends of both regions together.</param>
/// <param name="Conflicts">Ids both regions have counted and of which one result is left: so many may be missing.</param>
internal sealed record Recounted(string Kind, RegionId Region, long Held, Rise Counted, long Conflicts)
{
    private const double Percent = 1;

    /// <summary>Within 1 % of what may have been counted, and no fewer than the conflicts explain; one is always within.</summary>
    public bool IsWithin => Held <= Counted.AtMost + Allowed && Held >= Counted.AtLeast - Conflicts - Allowed;

    private double Allowed => Math.Max(1, Math.Floor(Counted.AtMost * Percent / 100));

    // Where nothing was counted of a kind, none of it was counted twice.
    public override string ToString() =>
        $"{Kind}: {Text.Number(Held)} in {Region}, {Text.Number(Counted.AtLeast)}{(Counted.AtMost > Counted.AtLeast ? $" to {Text.Number(Counted.AtMost)}" : "")} counted, {Text.Number(Allowed)} more or fewer allowed{(Conflicts > 0 && Counted.AtMost > 0 ? $", and {Text.Number(Conflicts)} ids counted twice" : "")}";
}
