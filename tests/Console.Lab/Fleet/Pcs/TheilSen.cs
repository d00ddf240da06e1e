namespace IncidentConsole.Lab.Fleet.Pcs;

/// <summary>The robust slope the fleet estimates a fractal dimension with.</summary>
internal static class TheilSen
{
    /// <summary>Upper median of the slopes between all pairs of points, rounded to 9 decimals; null when no two points differ in x.</summary>
    public static double? Slope(IReadOnlyList<(double X, double Y)> points)
    {
        var slopes = new List<double>();
        for (var i = 0; i < points.Count; i++)
            for (var j = i + 1; j < points.Count; j++)
                if (Math.Abs(points[j].X - points[i].X) >= 1e-9)
                    slopes.Add((points[j].Y - points[i].Y) / (points[j].X - points[i].X));
        if (slopes.Count == 0)
            return null;
        slopes.Sort();
        return Math.Round(slopes[slopes.Count / 2], 9);
    }
}
