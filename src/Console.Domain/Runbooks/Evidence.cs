using System.Text.Json.Serialization;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks;

/// <summary>What one check of an item found.</summary>
/// <param name="Title">What was looked at: <c>Traffic to us-east</c>.</param>
/// <param name="Verdict">Pass; Fail for "not yet" or "no"; Unknown when it could not be asked.</param>
/// <param name="Finding">The reading in words: <c>83 %</c>.</param>
/// <param name="Threshold">What it takes to pass: <c>≥ 95 %</c>; null when there is nothing to compare.</param>
/// <param name="Source">Who measured.</param>
/// <param name="ObservedAt">When.</param>
/// <param name="Required">Whether the item waits for it; an advice does not hold anything up.</param>
public sealed record Evidence(
    string Title,
    Health Verdict,
    string Finding,
    string? Threshold,
    string Source,
    DateTimeOffset ObservedAt,
    bool Required = true)
{
    /// <summary>Stable name of the check within its item, by which code finds this piece: never by title or position. Null where nothing looks
    /// for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }
}

/// <summary>Finding a piece of evidence.</summary>
public static class EvidenceList
{
    /// <summary>The first piece of that id; null when there is none.</summary>
    public static Evidence? Of(this IEnumerable<Evidence> all, string id) => all.FirstOrDefault(each => each.Id == id);
}
