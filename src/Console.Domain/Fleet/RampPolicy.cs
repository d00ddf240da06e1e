using System.ComponentModel.DataAnnotations;

namespace IncidentConsole.Domain.Fleet;

/// <summary>How traffic returns to a region that has recovered: configuration section <c>Fleet:Ramp</c>. Shares are percent, times <c>hh:mm:ss</c>.</summary>
public sealed class RampPolicy : IValidatableObject
{
    /// <summary>Shares on the way to the region's normal share; what is beyond that is left out. Empty for 10 and 50.</summary>
    public IList<double> Steps { get; init; } = [];

    /// <summary>How long the first step is held.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "24:00:00")]
    public TimeSpan FirstHold { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long all steps are held together; the later ones share what the first leaves.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "24:00:00")]
    public TimeSpan TotalHold { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How far the measured share may be from the wanted one, percentage points: weights are only approximate.</summary>
    [Range(0.5, 49)]
    public double Tolerance { get; init; } = 5;

    /// <summary>At one step: of a small share never all of it, or a step that no traffic follows would count as held.</summary>
    public double ToleranceAt(double share) => Math.Min(Tolerance, share * 3 / 4);

    /// <summary>The measured share is that of this much time: what resolvers hold moves in lumps as long as the record's TTL.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ShareWindow { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a share that can be measured may stay out of tolerance before the ramp pauses.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "24:00:00")]
    public TimeSpan SettleWithin { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Fewest requests per second of the whole fleet a share is measured on.</summary>
    [Range(0, 1_000_000)]
    public double MinimumTraffic { get; init; } = 5;

    /// <summary>How long a guard must fail without a break before it counts as a breach: one slow second is none.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan BreachAfter { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How far the share of dedup hits may fall below what it was before the ramp, percent of it.</summary>
    [Range(1, 100)]
    public double DedupHitDrop { get; init; } = 20;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (TotalHold < FirstHold) yield return new("All steps together cannot be held shorter than the first.", [nameof(TotalHold)]);
        if (Steps.Any(step => step is not (> 0 and <= 100))) yield return new("A share is more than 0 and at most 100 percent.", [nameof(Steps)]);
    }
}
