using System.Text.Encodings.Web;
using System.Text.Json;
using IncidentConsole.Infra.Configuration;

namespace IncidentConsole.Infra.Dns.Cloudflare;

/// <summary>A call for a shell, which takes the token from its environment.</summary>
internal static class CloudflareCommand
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(CloudflareCall call, string serviceUrl) =>
        $"curl -sS --fail-with-body -X {call.Method} {ShellText.Quote($"{serviceUrl}/{call.Path}")}"
        + """ -H "Authorization: Bearer $CLOUDFLARE_API_TOKEN" -H 'Content-Type: application/json'"""
        + $" --data {ShellText.Quote(call.Body.ToJsonString(Readable))}";
}
