using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

/// <summary>
/// The shares a recovered region is brought to, one after the other, up to its normal share and never beyond: in an active-active fleet
/// 100 % would empty the other regions (defect 73).
/// </summary>
internal sealed record RampPlan(ImmutableArray<RampStep> Steps)
{
    private static readonly double[] Usual = [10, 50];

    public TimeSpan Total => Steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step.Hold);

    /// <summary>The normal split.</summary>
    public double Last => Steps[^1].Share;

    public static RampPlan Of(FleetPolicy policy, RegionId region)
    {
        var ramp = policy.Ramp;
        var normal = policy.Of(region).NormalShare;
        double[] shares = [.. (ramp.Steps.Count == 0 ? Usual : ramp.Steps).Where(share => share < normal).Order().Distinct(), normal];
        var later = shares.Length == 1 ? TimeSpan.Zero : (ramp.TotalHold - ramp.FirstHold) / (shares.Length - 1);
        return new([.. shares.Select((share, at) => new RampStep(share, shares.Length == 1 ? ramp.TotalHold : at == 0 ? ramp.FirstHold : later))]);
    }

    /// <summary>What is still to be held.</summary>
    public TimeSpan Left(RampCheckpoint at) => Steps.Skip(at.Step).Aggregate(TimeSpan.Zero, (sum, step) => sum + step.Hold) - at.Held;

    /// <summary>0 to 1.</summary>
    public double Fraction(RampCheckpoint at) => 1 - Left(at) / Total;

    /// <summary><c>10 % for 10 min, then 50 % for 20 min</c>.</summary>
    public override string ToString() => string.Join(", then ", Steps.Select(step => $"{Text.Number(step.Share)} % for {Text.Span(step.Hold)}"));
}

/// <param name="Share">Percent of the fleet's traffic.</param>
/// <param name="Hold">How long it must go well there.</param>
internal readonly record struct RampStep(double Share, TimeSpan Hold);
