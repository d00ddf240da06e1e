using static IncidentConsole.Infra.Dns.Route53.Route53Xml;

namespace IncidentConsole.Infra.Dns.Route53;

internal static class GetChange
{
    /// <summary>Whether all of Route 53's servers have the change.</summary>
    public static async Task<bool> IsInSyncAsync(this Route53Client client, string changeId, CancellationToken cancellationToken)
    {
        var answer = await client.CallAsync(new Route53Call(HttpMethod.Get, $"/change/{changeId}"), cancellationToken);
        return answer.Element(Namespace + "ChangeInfo")!.Required("Status") == "INSYNC";
    }
}
