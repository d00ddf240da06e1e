using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace IncidentConsole.Infra.Dns.Route53;

/// <summary>Route 53 is one service of the world, signed for us-east-1.</summary>
internal sealed class Route53ClientConfig : ClientConfig
{
    private static readonly DefaultConfiguration Defaults = new() { Name = DefaultConfigurationMode.Standard, RetryMode = RequestRetryMode.Standard };
    private static readonly string SdkUserAgent = InternalSDKUtils.BuildUserAgentString("Route53", "4.1.0");

    /// <param name="serviceUrl">Null for AWS itself.</param>
    public Route53ClientConfig(Uri? serviceUrl, TimeSpan timeout) : base(new DefaultConfigurationProvider([Defaults]))
    {
        ServiceURL = serviceUrl?.ToString() ?? "https://route53.amazonaws.com";
        EndpointProvider = new StaticEndpointProvider(ServiceURL);
        AuthenticationServiceName = "route53";
        AuthenticationRegion = "us-east-1";
        // Retried by the callers, who show it: a change must never be sent twice behind their back.
        MaxErrorRetry = 0;
        Timeout = timeout;
    }

    public override string ServiceVersion => "2013-04-01";

    public override string RegionEndpointServiceName => "route53";

    public override string UserAgent => SdkUserAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => new(ServiceURL);
}
