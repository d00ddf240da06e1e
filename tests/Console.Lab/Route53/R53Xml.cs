using System.Globalization;
using System.Xml.Linq;

namespace IncidentConsole.Lab.Route53;

/// <summary>The service's XML: one namespace, no attributes.</summary>
internal static class R53Xml
{
    public static readonly XNamespace Namespace = "https://route53.amazonaws.com/doc/2013-04-01/";

    public static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    /// <summary>Nothing when there is no value: the service leaves such elements out.</summary>
    public static XElement? Optional(string name, object? value) => value is null ? null : new XElement(Namespace + name, value);

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Answers with this document.</summary>
    public static IResult Document(XElement root, int status = 200) =>
        Results.Text("<?xml version=\"1.0\"?>\n" + root.ToString(SaveOptions.DisableFormatting), "text/xml", statusCode: status);
}
