using System.Xml.Linq;

namespace IncidentConsole.Infra.Dns.Route53;

/// <summary>The service's XML: one namespace, no attributes.</summary>
internal static class Route53Xml
{
    public static readonly XNamespace Namespace = "https://route53.amazonaws.com/doc/2013-04-01/";

    public static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    /// <summary>Nothing when there is no value: the service refuses empty elements.</summary>
    public static XElement? Optional(string name, object? value) => value is null ? null : Element(name, value);

    // Errors come with and without the namespace.
    public static XElement? Child(this XElement parent, string name) => parent.Element(Namespace + name) ?? parent.Element(name);

    public static string? Text(this XElement parent, string name) => parent.Child(name)?.Value;

    public static string Required(this XElement parent, string name) =>
        parent.Text(name) ?? throw new FormatException($"Route 53's answer has no {name} in {parent.Name.LocalName}");
}
