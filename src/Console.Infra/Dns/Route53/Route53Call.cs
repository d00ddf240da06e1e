using System.Collections.Immutable;
using System.Xml.Linq;
using Amazon.Runtime;

namespace IncidentConsole.Infra.Dns.Route53;

/// <summary>One call of Route 53's REST API 2013-04-01.</summary>
/// <param name="method">HTTP method.</param>
/// <param name="path">Below <c>/2013-04-01</c>, in plain text: it is escaped on the way out.</param>
internal sealed class Route53Call(HttpMethod method, string path) : AmazonWebServiceRequest
{
    public HttpMethod Method { get; } = method;

    public string Path { get; } = path;

    public ImmutableDictionary<string, string> Query { get; init; } = ImmutableDictionary<string, string>.Empty;

    public XElement? Body { get; init; }
}

/// <summary>What Route 53 answered.</summary>
internal sealed class Route53Answer : AmazonWebServiceResponse
{
    public XElement Document { get; init; } = new("empty");
}
