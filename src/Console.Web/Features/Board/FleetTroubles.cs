using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Web.Features.Board;

/// <summary>What keeps the green tick away though no region is down: each a sentence without its full stop.</summary>
internal sealed record FleetTroubles(FleetSnapshot Snapshot, FleetPolicy Policy, DateTimeOffset Now)
{
    /// <summary>Everything that is known to be wrong.</summary>
    public IEnumerable<string> Known => OfUsers.Concat(BesideHealth);

    /// <summary>What users meet, or will: then "healthy" is not said at all.</summary>
    public IEnumerable<string> OfUsers => UserPath.Concat(Conflicts);

    /// <summary>What is wrong although every region is healthy.</summary>
    public IEnumerable<string> BesideHealth => Unreplicated.Concat(Weightless);

    /// <summary>Regions may be well and nobody reach them: that is no green tick.</summary>
    private IEnumerable<string> UserPath => Snapshot.UserPath.Last switch
    {
        { Result: Health.Fail } last => [$"The user path{(last.ServedBy is { } region ? $" through {region}" : "")} fails: {last.Detail}"],
        { Result: Health.Unknown } last => [$"The user path cannot be tried: {last.Detail}"],
        _ => [],
    };

    /// <summary>Both regions may be well and hold two results of the same id. Of the last comparison that worked: what it counted has not gone away by itself.</summary>
    private IEnumerable<string> Conflicts => Snapshot.LastKnownParities.Values.Where(parity => parity.Conflicts > 0)
        .Select(parity => $"{parity.Left} and {parity.Right} hold two results for {Text.Number(parity.Conflicts)} keys, compared at {Text.Time(parity.ObservedAt)} UTC");

    /// <summary>Both may be well, and what one accepts does not reach the other. A few keys may be on their way longer than the last lag says.</summary>
    private IEnumerable<string> Unreplicated => Snapshot.WalLags.Values.Where(lag => lag.Failed > 0 && !lag.IsStale(Now))
        .Select(lag => $"{lag.Failed} of the newest {lag.Asked} WAL segments of {lag.From} FAILED to replicate to {lag.To}, and are not tried again")
        .Concat(Snapshot.LastKnownParities.Values.Select(parity => (parity, Divergence.Of(parity).Percent)).Where(each => each.Percent >= Policy.SplitBrain.Watch)
            .Select(each => $"{Text.Number(each.parity.OnlyLeft + each.parity.OnlyRight)} keys ({Text.Number(Math.Round(each.Percent, 1))} %) are only in one of {each.parity.Left} and {each.parity.Right}, compared at {Text.Time(each.parity.ObservedAt)} UTC"));

    /// <summary>A region whose record has weight 0 looks well and serves nobody: somebody has to give it back its share.</summary>
    private IEnumerable<string> Weightless => Snapshot.DnsRecords is not { State: { } records } read || read.IsStale(Now) ? []
        : OffTargetRecords.Of(records, read.OffTarget).Select(stray => $"DNS: {stray}")
            .Concat(Policy.RegionIds.Where(region => !Interlocks.Serves(records, region, Policy)).Select(region =>
            $"DNS leads nobody to {region}: its record has weight 0"));

    /// <summary>What cannot be seen is not fine, though nothing says that it is not.</summary>
    public IEnumerable<string> Unseen => Snapshot.Regions.Values.Select(region => (region.Id, Signals: SignalText.Order.Where(signal => !IsSeen(region, signal)).ToList()))
        .Where(each => each.Signals.Count > 0).Select(each => $"Not seen of {each.Id}: {string.Join(", ", each.Signals.Select(SignalText.Name))}")
        .Concat(Snapshot.Regions.Values.Select(region => (region.Id, Blind: region.VantagePoints.Values.Where(vantage => vantage.HealthAt(Now) == Health.Unknown).Select(vantage => vantage.Name).ToList()))
            .Where(each => each.Blind.Count > 0).Select(each => $"{each.Id} is not seen from {string.Join(", ", each.Blind)}"))
        .Concat(Snapshot.DnsRecords is { State: null } records ? [$"The DNS records cannot be read: {records.Detail}"] : []);

    private bool IsSeen(RegionState region, string signal) =>
        !region.Readings.TryGetValue(signal, out var reading) || !reading.IsStale(Now) && reading.Health != Health.Unknown;
}
