using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;

namespace IncidentConsole.Domain.Comms;

/// <summary>Who takes writes: what readers of a message must know before anything else.</summary>
internal static class SplitBrainWrites
{
    public static Claim Now(StepContext context) => PausedWrites.Of(context.Incident) is not { } paused
        ? Claim.Fact("not paused by us in any region")
        : Claimed(context, Other(context, paused) is { } other
            ? $"paused by us in {paused.Regions[0]} since {Since(context, paused.Since)}, not in {other}"
            : $"no region accepts writes, paused by us since {Since(context, paused.Since)}", paused.Since);

    public static Claim Draining(StepContext context) => PausedWrites.Of(context.Incident) is not { } paused
        ? Claim.Fact(context.Incident.IsOpen ? "no, both regions serve" : "no, it is over")
        : Claimed(context, Other(context, paused) is { } other
            ? $"yes, {paused.Regions[0]} since {Since(context, paused.Since)}; {other} is not drained"
            : $"yes, both regions: no region accepts writes, paused by us since {Since(context, paused.Since)}", paused.Since);

    /// <summary>Each region's own: while one of them refused writes its clients had none, also when the other took them.</summary>
    public static Claim Downtime(StepContext context)
    {
        var (first, second) = (WritePause.Of(context.Incident, context.Failed), WritePause.Of(context.Incident, context.Survivor));
        var paused = new[] { (Region: context.Failed, Pauses: first), (Region: context.Survivor, Pauses: second) }.Where(each => each.Pauses.Count > 0).ToList();
        if (paused.Count == 0) return Claim.Fact("none, both regions served throughout");
        var still = paused.Where(each => each.Pauses.Any(pause => pause.Until is null)).Select(each => each.Region).ToList();
        if (still.Count > 0) return new($"writes are still paused in {string.Join(" and ", still)}", Proof.NotYetVerified, "item 17 is open", null);

        var each = string.Join(", ", paused.Select(each => $"{Text.Clock(WritePause.Sum(each.Pauses))} in {each.Region}"));
        var both = paused.Count == 1 ? $"; {(paused[0].Region == context.Failed ? context.Survivor : context.Failed)} was not paused"
            : WritePause.Overlap(first, second) is { Ticks: > 0 } overlap ? $", of it {Text.Clock(overlap)} in both at once" : ", never in both at once";
        return new($"writes paused for {each}{both}", Proof.Proven, "items 6 and 17, from the click to the last pod", paused.Max(each => each.Pauses[^1].Until));
    }

    /// <summary>The region that takes writes beside one that does not; null when neither does.</summary>
    private static RegionId? Other(StepContext context, PausedWrites paused) =>
        paused.Regions.Count == 2 ? null : paused.Regions[0] == context.Failed ? context.Survivor : context.Failed;

    /// <summary>A gate that was set is no gate that holds: writes that are still measured are said.</summary>
    private static Claim Claimed(StepContext context, string words, DateTimeOffset at)
    {
        var leaking = new[] { context.Failed, context.Survivor }
            .Where(region => Drains.Of(context.Incident, region) is not null && Drains.IsDrained(context, region) == Health.Fail)
            .Select(region => $"{Text.Number(Drains.Rate(context, region)!.Value)}/s in {region}").ToList();
        return leaking.Count == 0
            ? new(words, Proof.Proven, "item 6", at)
            : new($"{words}; but still measured: {string.Join(", ", leaking)}", Proof.NotYetVerified, "item 6 is made, and writes are still measured", at);
    }

    private static string Since(StepContext context, DateTimeOffset at) =>
        $"{(Text.OtherDay(at, context.Incident.StartedAt) is { } day ? $"{day} " : "")}{at.UtcDateTime:HH:mm} UTC";
}
