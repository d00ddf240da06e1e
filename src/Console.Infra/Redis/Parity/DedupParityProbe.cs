using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Redis.Resp;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis.Parity;

/// <summary>Whether two regions hold the same dedup entries, keys and values. Either side unreachable is Unknown.</summary>
/// <param name="measuredLag">The longer WAL lag of the two directions, when it is known.</param>
internal sealed class DedupParityProbe(
    RegionId left, RegionId right, RedisOptions options, Func<TimeSpan?> measuredLag, TimeProvider time) : IProbe
{
    public string Name => $"dedup-parity/{left}/{right}";

    public TimeSpan Every => options.Parity.Every;

    public TimeSpan TimeBox => options.Parity.TimeBox;

    private string Source => $"{left} and {right} Redis";

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return [await CompareAsync(cancellationToken).ConfigureAwait(false)];
        }
        catch (RespException failure)
        {
            throw new CouldNotAskException(failure.Message, failure);
        }
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) =>
        [new DedupParity(left, right, Health.Unknown, 0, 0, 0, 0, 0, 0, ImmutableArray<DedupDifference>.Empty, TimeSpan.Zero, Source, at, Every, reason)];

    private async Task<DedupParity> CompareAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        await using var leftStore = await OpenAsync(left, cancellationToken).ConfigureAwait(false);
        await using var rightStore = await OpenAsync(right, cancellationToken).ConfigureAwait(false);

        var (leftInfo, rightInfo) = (await leftStore.InfoAsync(cancellationToken).ConfigureAwait(false),
            await rightStore.InfoAsync(cancellationToken).ConfigureAwait(false));
        if (Independence.Trouble((left, leftInfo), (right, rightInfo)) is { } trouble) throw new CouldNotAskException(trouble);

        var comparison = new DedupComparison(leftStore, rightStore) { Types = true };
        var lag = Lag();
        var tally = new Tally(new(options.Parity.DedupTtl, lag));
        await foreach (var difference in comparison.RunAsync(cancellationToken).ConfigureAwait(false)) tally.Add(difference);

        return new DedupParity(
            left, right, tally.IsEqual ? Health.Pass : Health.Fail,
            tally.OnlyLeft, tally.OnlyRight, tally.Conflicts, tally.TooYoung,
            comparison.Left!.Keys, comparison.Right!.Keys, tally.Examples,
            time.GetElapsedTime(started), Source, time.GetUtcNow(), Every,
            Finding(tally, comparison.Left!.NotStrings + comparison.Right!.NotStrings)) { LeftOut = lag };
    }

    private Task<DedupStore> OpenAsync(RegionId region, CancellationToken cancellationToken) =>
        DedupStore.OpenAsync($"{region} Redis", ConfigurationOptions.Parse(options.Regions[region.Value].Connection), cancellationToken);

    private TimeSpan Lag() => measuredLag() is { } lag && lag > options.Parity.InFlight ? lag : options.Parity.InFlight;

    private string Finding(Tally tally, long notStrings)
    {
        var finding = tally.IsEqual
            ? "the same keys and values"
            : $"{Text.Number(tally.OnlyLeft)} only in {left}, {Text.Number(tally.OnlyRight)} only in {right}, {Text.Number(tally.Conflicts)} in conflict";
        if (tally.TooYoung > 0) finding += $"; {Text.Number(tally.TooYoung)} younger than the lag";
        if (notStrings > 0) finding += $"; {Text.Number(notStrings)} foreign keys left out";
        return finding;
    }
}
