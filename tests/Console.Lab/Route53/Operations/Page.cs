namespace IncidentConsole.Lab.Route53.Operations;

/// <summary>One page of a listing.</summary>
internal static class Page
{
    /// <summary>The size asked for; the service caps what is more than it gives.</summary>
    /// <exception cref="Route53Exception">InvalidInput.</exception>
    public static int Size(HttpRequest request, int most)
    {
        var text = request.Query["maxitems"].ToString();
        if (text.Length == 0) return most;
        return int.TryParse(text, out var size) && size > 0
            ? Math.Min(size, most)
            : throw Route53Exception.InvalidInput($"Invalid value for MaxItems: '{text}'. It must be a number above 0.");
    }
}
