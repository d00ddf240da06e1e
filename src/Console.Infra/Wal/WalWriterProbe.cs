using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Wal;

/// <summary>
/// Whether a region still ships its WAL: the age of the newest segment it wrote itself. What silence means without traffic the domain decides.
/// </summary>
internal sealed class WalWriterProbe(WalBucket bucket, WalOptions options, TimeProvider time) : IProbe
{
    private readonly SegmentTail segments = new(bucket, options, time);

    public string Name => $"wal-writer/{bucket.Region}";

    public TimeSpan Every => options.Every;

    public TimeSpan TimeBox => options.TimeBox;

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        var newest = await segments.NewestAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (newest.Count > 0)
        {
            var written = new DateTimeOffset(newest.Max(each => each.LastModified), TimeSpan.Zero);
            if (Plausible.Time(written, now) is { } why) return CouldNotAsk($"the newest segment has {why}", now);
            var age = now - written;
            return [Judged(age <= options.StaleAfter ? Health.Pass : Health.Fail, Math.Max(0, age.TotalSeconds), now, $"last segment {Text.Age(age)}")];
        }
        return await segments.AnyAsync(cancellationToken)
            ? [Judged(Health.Fail, null, now, $"no segment in the last {Text.Span(options.LookBack)}")]
            : CouldNotAsk($"no segments under {options.PrefixOf(bucket.Region)}", now);
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) =>
        [Reading.Unknown(bucket.Region, Signals.WalWriter, bucket.Source, at, Every, reason)];

    private Reading Judged(Health health, double? age, DateTimeOffset now, string detail) =>
        new(bucket.Region, Signals.WalWriter, health, age, "s", options.StaleAfter.TotalSeconds, bucket.Source, now, Every, detail);
}
