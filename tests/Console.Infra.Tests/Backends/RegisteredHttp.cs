using IncidentConsole.Infra.Backends;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.Tests.Backends;

/// <summary>The HTTP clients as the product registers them.</summary>
internal static class RegisteredHttp
{
    public static IHttpClientFactory Clients { get; } = new ServiceCollection().AddBackends().BuildServiceProvider().GetRequiredService<IHttpClientFactory>();
}
