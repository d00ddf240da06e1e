namespace IncidentConsole.Infra.Dns.Cloudflare;

internal static class ProxiedName
{
    /// <summary>Why a proxied name is not commanded: a change whose effect nobody can look up is not offered.</summary>
    public static string Sentence(string name) =>
        $"{name} is proxied: its name servers answer Cloudflare's own addresses, so where they lead cannot be verified. Make it DNS only to command it here";
}
