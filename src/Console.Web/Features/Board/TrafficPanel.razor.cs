using System.Globalization;
using IncidentConsole.Domain.Fleet;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Features.Board;

public partial class TrafficPanel
{
    private (object?, object?, object?, object?, bool) drawn;

    [Inject] private TimeProvider Time { get; set; } = null!;

    [Parameter, EditorRequired] public FleetSnapshot Snapshot { get; set; } = null!;

    private TrafficSplit? Known => Snapshot.Traffic is { } traffic && !traffic.IsStale(Time.GetUtcNow()) ? traffic : null;

    private IEnumerable<(string Name, string Words, string? Css)> Facts
    {
        get
        {
            var now = Time.GetUtcNow();
            foreach (var fact in DnsFacts.Of(Snapshot, now)) yield return fact;
            yield return Snapshot.UserPath switch
            {
                { Last: null } => ("user path", "not tried yet", "muted"),
                { Last: var last } when last.IsStale(now) || last.Result == Health.Unknown => ("user path", $"? unknown: {last.Detail}", "muted"),
                { Last: { Result: Health.Fail } last } => ("user path", $"✕ {last.Detail}", "bad"),
                var path => ("user path", $"✓ {path.Last!.ServedBy?.Value ?? "served"}, {Text.Number(path.Last.Took.TotalMilliseconds)} ms, {path.GoodInARow} good in a row", null),
            };
        }
    }

    // A share of what can be measured is no share of the traffic: with a region dark only the rate is known.
    private string Share(RegionId region) => Known is { IsComplete: false } && Known.Rates[region] is { } rate ? $"{region} {Text.Number(rate)}/s, of what can be measured"
        : Known!.Share(region) is { } share ? $"{region} {(share * 100).ToString("0.#", CultureInfo.InvariantCulture)} %"
        : Known.Rates[region] is null ? $"{region} ? not measurable" : $"{region} no traffic";

    // What is measured is half of it at most where the rest is not known: how large that is nobody can tell.
    private string Percent(RegionId region) => (Known!.Share(region)!.Value * (Known.IsComplete ? 100 : 50)).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private string? Css(RegionId region) => Snapshot.Regions.GetValueOrDefault(region)?.Verdict.Value switch
    {
        Verdict.Down => "bad",
        Verdict.Degraded => "warn",
        Verdict.Unknown => "unk",
        _ => null,
    };

    protected override bool ShouldRender()
    {
        var now = (Snapshot.Traffic, Snapshot.Dns, Snapshot.DnsRecords, Snapshot.UserPath, Known is null);
        if (ReferenceEquals(drawn.Item1, now.Traffic) && ReferenceEquals(drawn.Item2, now.Dns) && ReferenceEquals(drawn.Item3, now.DnsRecords)
            && ReferenceEquals(drawn.Item4, now.UserPath) && drawn.Item5 == now.Item5) return false;
        drawn = now;
        return true;
    }
}
