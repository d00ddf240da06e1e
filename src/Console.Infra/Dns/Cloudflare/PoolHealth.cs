using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Dns.Cloudflare;

/// <summary>What each of Cloudflare's locations says of a pool. It does not say when it looked.</summary>
/// <param name="PopHealth">Location, such as <c>Amsterdam, NL</c>, to its verdict.</param>
internal sealed record PoolHealth(IReadOnlyDictionary<string, LocationHealth>? PopHealth = null)
{
    public ProviderHealth Verdict()
    {
        var all = PopHealth?.Values.ToList() ?? [];
        if (all.Count == 0) return new(Health.Unknown, "no location has reported");

        var failed = all.Where(location => !location.Healthy).ToList();
        return failed.Count * 2 > all.Count
            ? new(Health.Fail, $"{failed.Count} of {all.Count} locations fail: {Words(failed)}")
            : new(Health.Pass, $"{all.Count - failed.Count} of {all.Count} locations reach it");
    }

    private static string Words(List<LocationHealth> failed) => failed
        .SelectMany(location => location.Origins ?? [])
        .SelectMany(origin => origin.Values)
        .FirstOrDefault(origin => !origin.Healthy)?.FailureReason ?? "no reason given";
}

/// <param name="Origins">One map of one origin's address to its health, each.</param>
internal sealed record LocationHealth(bool Healthy, IReadOnlyList<IReadOnlyDictionary<string, OriginHealth>>? Origins = null);

internal sealed record OriginHealth(bool Healthy, string? FailureReason = null);
