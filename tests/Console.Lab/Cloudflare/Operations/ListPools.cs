namespace IncidentConsole.Lab.Cloudflare.Operations;

internal static class ListPools
{
    public static IResult Handle(HttpRequest request, IReadOnlyList<Pool> pools)
    {
        request.Only("monitor");
        return Envelope.Page(pools.Where(pool => request.Text("monitor") is not { } monitor || pool.Monitor == monitor).Select(GetPool.Write), 1, 1_000);
    }
}
