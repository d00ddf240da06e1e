using System.Xml.Linq;

namespace IncidentConsole.Lab.S3.Wire;

internal static class ErrorResponse
{
    public static async Task WriteAsync(HttpContext http, S3Exception error, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in error.Headers)
            http.Response.Headers[name] = value;
        http.Response.StatusCode = error.Status;
        // HTTP gives a HEAD and a 304 no body: clients read the status alone.
        if (HttpMethods.IsHead(http.Request.Method) || error.Status == StatusCodes.Status304NotModified)
            return;
        // Unlike every other document of S3, an error has no namespace.
        var root = new XElement(
            "Error",
            new XElement("Code", error.Code),
            new XElement("Message", error.Message),
            error.Details.Select(detail => new XElement(detail.Key, detail.Value)),
            new XElement("RequestId", http.Response.Headers["x-amz-request-id"].ToString()),
            new XElement("HostId", http.Response.Headers["x-amz-id-2"].ToString()));
        await S3Xml.WriteAsync(http.Response, error.Status, root, cancellationToken);
    }
}
