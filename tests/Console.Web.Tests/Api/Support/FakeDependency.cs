using IncidentConsole.Infra.Readiness;

namespace IncidentConsole.Web.Tests.Api.Support;

/// <summary>A timeline store that is away when the test says so.</summary>
internal sealed class FakeDependency : IDependency
{
    public string Name => "Postgres";

    public bool IsVital => true;

    public string? Reason { get; set; }

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(Reason);
}
