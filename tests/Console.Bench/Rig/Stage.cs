namespace IncidentConsole.Bench.Rig;

/// <summary>
/// The range with the console on it, and the browser, started when the first entry asks for them. In full size each entry that asks
/// gets fresh ones; the entries of a smoke run share them, and each leaves no drill and no fault behind. After a failure they are
/// thrown away.
/// </summary>
internal sealed class Stage(bool isShared) : IAsyncDisposable
{
    private Rehearsal? rehearsal;
    private Chromium? chromium;

    public async Task<Rehearsal> RehearsalAsync(CancellationToken cancellationToken) =>
        rehearsal ??= await Rehearsal.StartAsync(cancellationToken);

    public async Task<Chromium> ChromiumAsync() => chromium ??= await Chromium.StartAsync();

    /// <summary>Runs an entry, and clears what the next one must not find.</summary>
    public async Task PlayAsync(Func<Task> entry)
    {
        var isClean = false;
        try
        {
            await entry();
            isClean = isShared;
        }
        finally
        {
            if (!isClean) await DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        var (browser, range) = (chromium, rehearsal);
        (chromium, rehearsal) = (null, null);
        try
        {
            if (browser is not null) await browser.DisposeAsync();
        }
        finally
        {
            if (range is not null) await range.DisposeAsync();
        }
    }
}
