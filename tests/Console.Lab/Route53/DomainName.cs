namespace IncidentConsole.Lab.Route53;

internal static class DomainName
{
    /// <summary>As Route 53 stores it: lower case, with the closing dot.</summary>
    public static string Normalize(string name) => name.ToLowerInvariant().TrimEnd('.') + ".";

    /// <summary>What Route 53 sorts by: the labels reversed (<c>com.example.www.</c>).</summary>
    public static string SortKey(string name) => string.Join('.', name.TrimEnd('.').Split('.').Reverse()) + ".";
}
