namespace IncidentConsole.Lab.Cloudflare.Operations;

internal static class GetLoadBalancer
{
    public static IResult Handle(string id, CloudflareZone zone) => Envelope.Of(LoadBalancerJson.Write(Find(zone.Content, id)));

    public static LoadBalancer Find(ZoneContent content, string id) =>
        content.LoadBalancers.Find(balancer => balancer.Id == id) ?? throw new CloudflareException(404, 1001, "load balancer not found");
}
