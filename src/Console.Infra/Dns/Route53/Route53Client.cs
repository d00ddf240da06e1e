using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace IncidentConsole.Infra.Dns.Route53;

/// <summary>
/// Route 53 on the SDK's own core (credential chain, signature, connections). The operations are beside it, a file each. Throws what
/// the SDK throws; <see cref="Route53Failure"/> reads it.
/// </summary>
internal sealed class Route53Client : AmazonServiceClient
{
    private static readonly InvokeOptions Wire = new()
    {
        RequestMarshaller = new Route53CallMarshaller(),
        ResponseUnmarshaller = new Route53AnswerUnmarshaller(),
    };

    /// <summary>With the SDK's credential chain: environment, profile, web identity, instance.</summary>
    public Route53Client(Route53ClientConfig config) : base(config)
    {
    }

    public Route53Client(string accessKey, string secretKey, Route53ClientConfig config) : base(accessKey, secretKey, config)
    {
    }

    public async Task<XElement> CallAsync(Route53Call call, CancellationToken cancellationToken) =>
        (await InvokeAsync<Route53Answer>(call, Wire, cancellationToken)).Document;

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.ReplaceHandler<EndpointResolver>(new Route53Endpoint());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureV4());
    }

    private sealed class Route53Endpoint : BaseEndpointResolver
    {
        protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => new();
    }

    private sealed class SignatureV4 : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }
}
