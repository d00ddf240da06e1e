using IncidentConsole.Domain.Tracing;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IncidentConsole.Web.Operations;

/// <summary>Spans to whatever collector OpenTelemetry's own variables name. Without <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> nothing is recorded.</summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ServiceName = "OTEL_SERVICE_NAME";

    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint])) return builder;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                builder.Configuration[ServiceName] is { Length: > 0 } name ? name : "incident-console",
                serviceInstanceId: $"{Environment.MachineName}/{Environment.ProcessId}"))
            .WithTracing(tracing => tracing
                .AddSource(ConsoleActivities.Name)
                // A click on a page reaches the console over its circuit, not as a request.
                .AddSource("Microsoft.AspNetCore.Components")
                .AddAspNetCoreInstrumentation(options => options.Filter = IsAsked)
                .AddOtlpExporter());
        return builder;
    }

    // What asks every few seconds would drown what people do; a circuit's connection lasts for hours.
    private static bool IsAsked(HttpContext context) => !Quiet.Any(path => context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal));

    private static readonly PathString[] Quiet = ["/metrics", "/healthz", "/readyz", "/_blazor", "/_framework", "/hubs"];
}
