namespace IncidentConsole.Lab.Cloudflare.Operations;

internal static class ListLoadBalancers
{
    public static IResult Handle(HttpRequest request, CloudflareZone zone)
    {
        request.Only();
        return Envelope.Page(zone.Content.LoadBalancers.Select(LoadBalancerJson.Write), 1, 1_000);
    }
}
