namespace IncidentConsole.Web.Security;

/// <summary>What pages and API calls ask for. Each includes the ones before.</summary>
internal static class Policies
{
    public const string Viewer = "viewer";
    public const string Responder = "responder";
    public const string Commander = "commander";
}
