namespace IncidentConsole.Lab.Fleet.Backend;

/// <summary>Reads a request body the way the fleet does: what exceeds 1 MiB is cut off, not refused.</summary>
internal static class RequestBody
{
    public const int Limit = 1024 * 1024;

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while (body.Length < Limit && (read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
            body.Write(chunk, 0, (int)Math.Min(read, Limit - body.Length));
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
