using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Composition;

/// <summary>
/// Brings what can be killed or cut off into the state the faults want. Each effect compares and acts only on a difference, so all
/// of them run after every change, one change at a time.
/// </summary>
internal sealed partial class FaultEffects : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1);
    private readonly FaultBoard faults;
    private readonly ILogger<FaultEffects> logger;
    private readonly IReadOnlyList<Func<Task>> effects;

    public FaultEffects(FaultBoard faults, IReadOnlyList<Func<Task>> effects, ILogger<FaultEffects> logger)
    {
        this.faults = faults;
        this.effects = effects;
        this.logger = logger;
        faults.Changed += OnChanged;
    }

    /// <summary>Returns when the world is as the faults say.</summary>
    public async Task ApplyAsync()
    {
        await turn.WaitAsync();
        try
        {
            await Task.WhenAll(effects.Select(effect => effect()));
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        faults.Changed -= OnChanged;
        // A change under way must not start again what is about to be stopped.
        await turn.WaitAsync();
        turn.Dispose();
    }

    private async void OnChanged(string name, string region)
    {
        try
        {
            await ApplyAsync();
        }
        catch (ObjectDisposedException)
        {
            // The range has been stopped meanwhile.
        }
        catch (Exception exception)
        {
            LogFailed(exception, name, region);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The fault {Name} {Region} could not be put into effect")]
    private partial void LogFailed(Exception exception, string name, string region);
}
