using System.Net;
using IncidentConsole.Lab.Composition;
using IncidentConsole.Lab.Network;

namespace IncidentConsole.Lab.Page;

/// <summary>The range's own page and API: what is broken, what to break, and what is going on.</summary>
internal sealed class RangePage : IAsyncDisposable
{
    private readonly WebApplication app;

    public RangePage(RehearsalRange range, int port, TimeProvider time)
    {
        app = LoopbackServer.CreateBuilder(new IPEndPoint(IPAddress.Loopback, port)).Build();
        app.MapGet("/", () => Results.Content(Resource.Read("index.html"), "text/html; charset=utf-8"));
        FaultsApi.Map(app, range);
        ScenariosApi.Map(app, range.Faults, range.Scenarios);
        LedgerApi.Map(app, range.Ledger);
        ChannelsApi.Map(app, range.Slack, range.Mail);
        RegionMetrics.Map(app, range);
        var state = new RangeState(range, time);
        app.MapGet("/state", state.ReadAsync);
    }

    public Task StartAsync(CancellationToken cancellationToken) => app.StartAsync(cancellationToken);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
