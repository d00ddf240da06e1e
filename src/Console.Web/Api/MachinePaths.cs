namespace IncidentConsole.Web.Api;

/// <summary>What programs call: they are told a status, never sent to the sign-in page.</summary>
internal static class MachinePaths
{
    private static readonly PathString[] Roots = ["/api", "/hubs", "/metrics", "/openapi", "/healthz", "/readyz", "/session", "/_blazor"];

    public static bool Contain(PathString path) => Roots.Any(root => path.StartsWithSegments(root, StringComparison.Ordinal));
}
