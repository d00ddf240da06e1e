namespace IncidentConsole.Web.Tests.Api.Support;

/// <summary>One console with incident #1 declared, for tests of what changes nothing: the refusals.</summary>
public sealed class OneIncident : IAsyncLifetime
{
    internal TestConsole Console { get; private set; } = null!;
    internal HttpClient Viewer { get; private set; } = null!;
    internal HttpClient Responder { get; private set; } = null!;
    internal HttpClient Commander { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Console = await TestConsole.StartAsync();
        (Viewer, Responder, Commander) = (Console.As("viewer"), Console.As("responder"), Console.As("commander"));
        await Commander.DeclareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in new[] { Viewer, Responder, Commander }) client.Dispose();
        await Console.DisposeAsync();
    }
}
