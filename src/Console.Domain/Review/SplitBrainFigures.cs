using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;

namespace IncidentConsole.Domain.Review;

/// <summary>What a split brain came to, where a region that failed has its RTO and RPO.</summary>
public static class SplitBrainFigures
{
    /// <param name="at">When it is drawn up: a pause of writes that has not ended counts until then.</param>
    public static IReadOnlyList<ReviewFigure> Of(Incident incident, DateTimeOffset at)
    {
        var found = incident.Divergence;
        return
        [
            incident.Partition is { } window
                ? new("partition", "Partition", Text.Clock(window.To - window.From), window.ToString())
                : new("partition", "Partition", "?", "no probe between the regions saw it"),
            Settled("conflicts", "Ids with two results", found?.Conflicts, found?.ConflictPercent, ProvenAlike.Conflicts(incident)),
            Settled("one-region", "Ids in one region only", found?.OnlyLeft + found?.OnlyRight, found?.Percent, ProvenAlike.InOneOnly(incident)),
            Writes(incident, at),
        ];
    }

    private static ReviewFigure Settled(string id, string title, long? found, double? percent, long? left) => new(
        id, title,
        found == 0 && left == 0 ? "0" : $"{Count(found)} → {Count(left)}",
        $"{(percent is { } share ? $"{Text.Number(share)} % of the keys when declared" : "not counted when declared")}; {(left is null ? "not proven settled" : "proven at its end")}",
        left is null ? null : true);

    private static ReviewFigure Writes(Incident incident, DateTimeOffset at)
    {
        IReadOnlyList<WritePause>[] pauses = [Until(at, incident, incident.Region), Until(at, incident, incident.Survivor)];
        var (first, second) = (WritePause.Sum(pauses[0]), WritePause.Sum(pauses[1]));
        var still = PausedWrites.Of(incident) is null ? "" : ", still paused";
        return new("writes", "No region took writes", Text.Clock(WritePause.Overlap(pauses[0], pauses[1])), first + second == TimeSpan.Zero
            ? "both served throughout"
            : $"paused {Text.Clock(first)} in {incident.Region}, {Text.Clock(second)} in {incident.Survivor}{still}");
    }

    private static List<WritePause> Until(DateTimeOffset at, Incident incident, RegionId region) =>
        [.. WritePause.Of(incident, region).Select(pause => pause with { Until = pause.Until ?? at })];

    private static string Count(long? number) => number is { } known ? Text.Number(known) : "?";
}
