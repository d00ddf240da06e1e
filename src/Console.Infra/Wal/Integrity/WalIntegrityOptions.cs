using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace IncidentConsole.Infra.Wal.Integrity;

/// <summary>Section <c>Wal:Integrity</c>: how segments are numbered, and how much of them is read.</summary>
public sealed class WalIntegrityOptions : IValidatableObject
{
    /// <summary>What follows the prefix in a segment's key, as a regular expression with the groups <c>writer</c>, <c>sequence</c> and <c>time</c>.</summary>
    [Required]
    public string KeyPattern { get; init; } = @"^(?<time>[0-9]{8}T[0-9]{9}Z)-(?<writer>.+)-(?<sequence>[0-9]{8,18})\.(wal|jsonl)$";

    /// <summary>How many of each region's newest segments are read record by record.</summary>
    [Range(0, 100_000)]
    public int NewestRead { get; init; } = 200;

    /// <summary>Largest segment that is read, bytes; larger ones are counted as not read.</summary>
    [Range(1_000, 1_000_000_000)]
    public int LargestRead { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many of the segments that have not arrived are asked for their replication status.</summary>
    [Range(0, 10_000)]
    public int StatusesAsked { get; init; } = 50;

    /// <summary>How long it may take to list a region's segments in one bucket.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ListingTimeBox { get; init; } = TimeSpan.FromMinutes(5);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Groups() is not { } groups)
            yield return new("This is no regular expression.", [nameof(KeyPattern)]);
        else if (!groups.Contains("writer") || !groups.Contains("sequence"))
            yield return new("The groups (?<writer>…) and (?<sequence>…) are needed.", [nameof(KeyPattern)]);
    }

    /// <summary>Without backtracking no key, however long, can make it slow.</summary>
    internal Regex Pattern() => new(KeyPattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private string[]? Groups()
    {
        try
        {
            return Pattern().GetGroupNames();
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
