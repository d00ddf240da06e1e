using System.Globalization;
using System.Text.Json;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Prometheus;

/// <summary>One number of Prometheus. What it says nothing with cannot be read out of it.</summary>
internal readonly struct MetricValue
{
    public const string NotAsExpected = "the answer is not as expected";

    private readonly double raw;

    private MetricValue(double raw, DateTimeOffset at) => (this.raw, At) = (raw, at);

    /// <summary>The moment it is of.</summary>
    public DateTimeOffset At { get; }

    /// <exception cref="CouldNotAskException">It is no number, endless, negative or too large.</exception>
    public double Value => Plausible.Number(raw) is { } why ? throw new CouldNotAskException(why) : raw;

    /// <summary>A share, or a percentile, of nothing.</summary>
    public bool IsOfNothing => double.IsNaN(raw);

    /// <summary>A percentile beyond the slowest bucket.</summary>
    public bool IsBeyond => double.IsPositiveInfinity(raw);

    /// <param name="pair">Seconds since 1970, and the number as text.</param>
    /// <exception cref="CouldNotAskException">It is no such pair.</exception>
    public static MetricValue Of(IReadOnlyList<JsonElement> pair) =>
        pair is [{ ValueKind: JsonValueKind.Number } seconds, { ValueKind: JsonValueKind.String } text]
            && seconds.TryGetDouble(out var since) && Plausible.Number(since) is null
            && since * 1000 < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            && Parsed(text.GetString()) is { } number
            ? new(number, DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(since * 1000)))
            : throw new CouldNotAskException(NotAsExpected);

    // As Go writes them.
    private static double? Parsed(string? text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
    };
}
