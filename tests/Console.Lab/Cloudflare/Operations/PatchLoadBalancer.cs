namespace IncidentConsole.Lab.Cloudflare.Operations;

/// <summary>Overwrites the supplied properties, all of them or none.</summary>
internal static class PatchLoadBalancer
{
    public static async Task<IResult> HandleAsync(string id, HttpRequest request, CloudflareZone zone, IReadOnlyList<Pool> pools, CloudflareFaults faults)
    {
        var input = await JsonInput.ReadAsync(request);
        faults.Refuse();
        var content = zone.Change(content =>
        {
            var old = GetLoadBalancer.Find(content, id);
            return content with { LoadBalancers = content.LoadBalancers.Replace(old, LoadBalancerJson.Overwrite(input, old, pools)) };
        });
        return Envelope.Of(LoadBalancerJson.Write(GetLoadBalancer.Find(content, id)));
    }
}
