using System.Text.Json.Nodes;

namespace IncidentConsole.Infra.Dns.Cloudflare;

/// <summary>One changing call of the v4 API, to be sent or to be shown.</summary>
/// <param name="Path">Below the service's address.</param>
internal sealed record CloudflareCall(HttpMethod Method, string Path, JsonObject Body);
