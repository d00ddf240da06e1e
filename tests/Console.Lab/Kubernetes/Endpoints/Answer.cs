using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IncidentConsole.Lab.Kubernetes.Endpoints;

internal static class Answer
{
    /// <summary>Escapes what JSON needs and no more, as Go does.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IResult Json(JsonObject json, int status = 200) => Results.Text(json.ToJsonString(Plain), "application/json", statusCode: status);
}
