using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing.Template;

namespace IncidentConsole.Web.Api;

/// <summary>In which form a call takes its body.</summary>
internal static class BodyForm
{
    private const string Json = "application/json";

    public static string Of(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes is { Count: > 0 } types ? string.Join(" or ", types) : Json;

    public static string Sentence(Endpoint? endpoint) => $"Send the body as {Of(endpoint)}.";

    /// <summary>The same for a request that routing has turned away: then the call that was meant is found by its path.</summary>
    public static string Sentence(HttpContext context) => Sentence(Meant(context));

    private static RouteEndpoint? Meant(HttpContext context) => context.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().FirstOrDefault(endpoint =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(context.Request.Method) == true
        && new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(context.Request.Path, []));
}
