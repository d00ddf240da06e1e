using System.Net;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Readiness;

/// <summary>The links of the fleet's dashboards and related runbooks lead somewhere.</summary>
internal sealed class DashboardsReachable(FleetPolicy policy, IHttpClientFactory factory, TimeProvider time) : IReadinessCheck
{
    /// <summary>Named HTTP client that follows no redirect and keeps no cookie.</summary>
    public const string Http = "readiness";

    private const string Remedy = "Name the dashboards people look at in Fleet:Links (title: address), and mend the ones that do not answer.";

    public string Key => "dashboards";
    public string Title => "The dashboards can be opened";
    public ReadinessGroup Group => ReadinessGroup.Fleet;

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) => policy.Links.Count == 0
        ? Task.FromResult(ReadinessFinding.Fail("no link is configured", Remedy))
        : Places.AskAsync(policy.Links, link => link.Key, (link, token) => CheckAsync(link.Value, token), time, cancellationToken);

    private async Task<ReadinessFinding> CheckAsync(string link, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return ReadinessFinding.Fail("is no http address", Remedy);
        using var http = factory.CreateClient(Http);
        using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        // Where one must sign in first, somebody is there.
        return answer.StatusCode is < HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? ReadinessFinding.Pass(Reason.Of(answer.StatusCode))
            : ReadinessFinding.Fail(Reason.Of(answer.StatusCode), Remedy);
    }
}
