using IncidentConsole.Domain.Incidents;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

/// <summary>One console for each test, with a client for each role.</summary>
public abstract class ApiTests : IAsyncLifetime
{
    private protected TestConsole Console { get; private set; } = null!;
    private protected HttpClient Viewer { get; private set; } = null!;
    private protected HttpClient Responder { get; private set; } = null!;
    private protected HttpClient Commander { get; private set; } = null!;

    /// <summary>The runner's own cancellation.</summary>
    private protected static CancellationToken Ends => TestContext.Current.CancellationToken;

    /// <summary>Waits for the end of a plan of the first incident.</summary>
    private protected async Task EndedAsync(Guid plan)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        await foreach (var book in Console.Services.GetRequiredService<IncidentDesk>().Book.WatchAsync(patience.Token))
            if (book.Find(1)?.Incident.Plan(plan) is { EndedAt: not null }) return;
    }

    public async ValueTask InitializeAsync()
    {
        Console = await TestConsole.StartAsync();
        (Viewer, Responder, Commander) = (Console.As("viewer"), Console.As("responder"), Console.As("commander"));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var client in new[] { Viewer, Responder, Commander }) client.Dispose();
        await Console.DisposeAsync();
    }
}
