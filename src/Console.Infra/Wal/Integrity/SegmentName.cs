using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentConsole.Infra.Wal.Integrity;

/// <summary>A segment's key, taken apart.</summary>
/// <param name="Writer">Who counts: each pod numbers its own segments.</param>
/// <param name="Time">As in the key, which sorts; empty when keys carry none.</param>
internal sealed record SegmentName(string Key, string Writer, long Sequence, string Time)
{
    /// <summary>Null when the key carries no sequence number by the pattern.</summary>
    /// <param name="pattern">Matches what follows the prefix; groups <c>writer</c>, <c>sequence</c> and, where there is one, <c>time</c>.</param>
    public static SegmentName? Parse(string key, string prefix, Regex pattern) =>
        key.StartsWith(prefix, StringComparison.Ordinal) && pattern.Match(key[prefix.Length..]) is { Success: true } match
        && long.TryParse(match.Groups["sequence"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? new(key, match.Groups["writer"].Value, sequence, match.Groups["time"].Value)
            : null;
}
