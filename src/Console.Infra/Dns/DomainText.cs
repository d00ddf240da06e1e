namespace IncidentConsole.Infra.Dns;

/// <summary>Domain names are compared without case and without the final dot.</summary>
internal static class DomainText
{
    public static string Plain(string name) => name.TrimEnd('.').ToLowerInvariant();

    public static bool AreSame(string left, string right) => Plain(left) == Plain(right);
}
