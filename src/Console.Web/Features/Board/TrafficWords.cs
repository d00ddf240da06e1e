using System.Globalization;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Web.Features.Board;

/// <summary>Whether traffic has left a region, as far as it is measured.</summary>
internal static class TrafficWords
{
    private const double Moved = 0.01;

    public static string Of(FleetSnapshot snapshot, RegionId region, DateTimeOffset now)
    {
        if (snapshot.Traffic is not { } traffic || traffic.IsStale(now)) return "Where traffic goes is not known.";
        return traffic.Share(region) switch
        {
            null => $"Traffic to {region} cannot be measured.",
            < Moved => "Traffic has moved away from it.",
            { } share => $"Traffic has not moved: {(share * 100).ToString("0", CultureInfo.InvariantCulture)} % still goes to {region}.",
        };
    }
}
