using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Wal.Integrity;

/// <summary>What is in the newest segments of a region.</summary>
/// <param name="Read">By key. Null: it could not be read, or is too large to be.</param>
internal sealed record NewestContents(ImmutableSortedDictionary<string, SegmentContents?> Read)
{
    public static NewestContents None { get; } = new(ImmutableSortedDictionary<string, SegmentContents?>.Empty);

    public bool IsWhole => Read.Values.All(each => each is { IsTorn: false, Malformed: 0, Unread: null });

    public string InWords
    {
        get
        {
            var (torn, malformed, notJson) = (Whole.Count(each => each.IsTorn), Whole.Sum(each => each.Malformed), Whole.Sum(each => each.NotJson));
            return $"newest {Read.Count} read: {Text.Number(Whole.Sum(each => each.Records))} records, {torn} torn, {malformed} malformed"
                + (notJson > 0 ? $", {Text.Number(notJson)} bodies no JSON" : "")
                + (Read.Values.Count(each => each is null or { Unread: not null }) is var unread and > 0
                    ? $", {unread} segments not readable" : "");
        }
    }

    public IEnumerable<string> Findings => Read.SelectMany(each => Of(each.Value).Select(finding => $"{finding}: {each.Key}"));

    private IEnumerable<SegmentContents> Whole => Read.Values.OfType<SegmentContents>();

    private static IEnumerable<string> Of(SegmentContents? contents)
    {
        if (contents is null) yield return "not readable";
        if (contents is { Unread: { } why }) yield return why;
        if (contents is { IsTorn: true }) yield return "torn at its end";
        if (contents is { Malformed: > 0 }) yield return $"{contents.Malformed} malformed";
    }
}
