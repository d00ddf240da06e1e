using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using static IncidentConsole.Infra.Dns.Route53.Route53Xml;

namespace IncidentConsole.Infra.Dns.Route53;

/// <summary>Reads answers and errors. <c>InvalidChangeBatch</c> comes in two forms: as any error, or as its own root with several messages.</summary>
internal sealed class Route53AnswerUnmarshaller : XmlResponseUnmarshaller
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input) =>
        new Route53Answer { Document = XElement.Load(input.Stream) };

    public override AmazonServiceException UnmarshallException(XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var (code, message, requestId) = Read(input, statusCode);
        var type = (int)statusCode < 500 ? ErrorType.Sender : ErrorType.Receiver;
        return new AmazonServiceException(message, innerException, type, code, requestId, statusCode);
    }

    private static (string Code, string Message, string? RequestId) Read(XmlUnmarshallerContext input, HttpStatusCode status)
    {
        try
        {
            var document = XElement.Load(input.Stream);
            var requestId = document.Text("RequestId");
            if (document.Child("Error") is { } error)
                return (error.Text("Code") ?? "", (error.Text("Message") ?? "").Trim('[', ']'), requestId);
            return (document.Name.LocalName, string.Join("; ", document.Descendants(Namespace + "Message").Select(message => message.Value)), requestId);
        }
        catch (XmlException)
        {
            // Something before Route 53 answered: a proxy, a load balancer.
            return ("", $"HTTP {(int)status}, and the answer is no XML", null);
        }
    }
}
