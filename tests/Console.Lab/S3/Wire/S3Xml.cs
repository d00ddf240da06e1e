using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace IncidentConsole.Lab.S3.Wire;

/// <summary>XML as S3 writes it.</summary>
internal static class S3Xml
{
    public static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    // Keys may hold characters XML 1.0 forbids; S3 sends them as references all the same.
    private static readonly XmlWriterSettings Writing = new()
    {
        Async = true,
        CheckCharacters = false,
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    public static async Task WriteAsync(HttpResponse response, int status, XElement root, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await using (var writer = XmlWriter.Create(body, Writing))
            await root.SaveAsync(writer, cancellationToken);
        response.StatusCode = status;
        response.ContentType = "application/xml";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), cancellationToken);
    }

    public static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    /// <summary>S3 keeps no fractions of a second.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'.000Z'", CultureInfo.InvariantCulture);
}
