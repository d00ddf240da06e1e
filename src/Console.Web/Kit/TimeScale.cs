using System.Globalization;

namespace IncidentConsole.Web.Kit;

/// <summary>Where a moment stands on a chart's axis.</summary>
public readonly record struct TimeScale(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Units of an axis in SVG.</summary>
    public const int Width = 1000;

    /// <summary>0 to 1.</summary>
    public double Fraction(DateTimeOffset at) => To > From ? Math.Clamp((at - From) / (To - From), 0, 1) : 0;

    public string X(DateTimeOffset at) => Number(Fraction(at) * Width);

    /// <summary>For a style: <c>12.5%</c>.</summary>
    public string Percent(DateTimeOffset at) => Number(Fraction(at) * 100) + "%";

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
