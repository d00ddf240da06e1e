using System.Text.Json.Serialization;

namespace IncidentConsole.Domain.Fleet;

/// <summary>How far the dedup stores of two regions are apart, as one exact comparison counted it.</summary>
/// <param name="KeysLeft">Keys in the first region.</param>
/// <param name="OnlyLeft">Of these, how many the other does not have.</param>
/// <param name="Conflicts">Keys in both with different results.</param>
public sealed record Divergence(long KeysLeft, long KeysRight, long OnlyLeft, long OnlyRight, long Conflicts, DateTimeOffset MeasuredAt)
{
    public static Divergence Of(DedupParity parity) =>
        new(parity.KeysLeft, parity.KeysRight, parity.OnlyLeft, parity.OnlyRight, parity.Conflicts, parity.ObservedAt);

    /// <summary>Different keys in both together. A key too young to be compared is in one count only.</summary>
    [JsonIgnore]
    public long Keys => Math.Max(KeysLeft + OnlyRight, KeysRight + OnlyLeft);

    /// <summary>Share of the keys that one region lacks, percent.</summary>
    [JsonIgnore]
    public double Percent => PercentOf(OnlyLeft + OnlyRight);

    /// <summary>Share of the keys whose results differ, percent.</summary>
    [JsonIgnore]
    public double ConflictPercent => PercentOf(Conflicts);

    /// <summary>Whether nothing differs.</summary>
    [JsonIgnore]
    public bool IsNone => OnlyLeft + OnlyRight + Conflicts == 0;

    private double PercentOf(long some) => Keys == 0 ? 0 : 100.0 * some / Keys;
}
