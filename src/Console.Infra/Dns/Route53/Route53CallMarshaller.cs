using System.Text;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace IncidentConsole.Infra.Dns.Route53;

/// <summary>Puts a call into the SDK's form, to be signed and sent.</summary>
internal sealed class Route53CallMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var call = (Route53Call)input;
        var request = new DefaultRequest(call, "Amazon.Route53")
        {
            HttpMethod = call.Method.Method,
            ResourcePath = "/2013-04-01" + call.Path,
            UseQueryString = true,
        };
        foreach (var (name, value) in call.Query) request.Parameters.Add(name, value);
        if (call.Body is not null)
        {
            request.Content = Encoding.UTF8.GetBytes(call.Body.ToString(SaveOptions.DisableFormatting));
            request.Headers["Content-Type"] = "application/xml";
        }
        return request;
    }
}
