using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Readiness;

/// <summary>Every check with what was found last, newest wins.</summary>
public sealed record ReadinessBoard(ImmutableArray<ReadinessRow> Rows)
{
    public static ReadinessBoard Of(IEnumerable<IReadinessCheck> checks) =>
        new([.. checks.OrderBy(check => check.Group).Select(check => new ReadinessRow(check.Key, check.Title, check.Group, check.Every, null, null))]);

    public ReadinessBoard With(string key, ReadinessFinding finding, DateTimeOffset at) =>
        new([.. Rows.Select(row => row.Key == key ? row with { Finding = finding, ObservedAt = at } : row)]);
}

/// <param name="Finding">Null before it was first asked.</param>
/// <param name="ObservedAt">When it was found.</param>
public sealed record ReadinessRow(string Key, string Title, ReadinessGroup Group, TimeSpan Every, ReadinessFinding? Finding, DateTimeOffset? ObservedAt)
{
    // A check may use its whole time box before it says anything.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>The finding as it must be shown now: one that is too old is Unknown.</summary>
    public ReadinessFinding AsOf(DateTimeOffset now) =>
        Finding is null || ObservedAt is not { } at ? ReadinessFinding.Unknown("not asked yet")
        : Finding.Verdict != Health.Unknown && now - at > 3 * Every + Grace ? TooOld(Finding, now - at)
        : Finding;

    private static ReadinessFinding TooOld(ReadinessFinding finding, TimeSpan age) =>
        ReadinessFinding.Unknown("", finding.Remedy).In([$"last asked {Text.Age(age)}: {finding.Lines[0]}", .. finding.Lines.Skip(1)]);
}
