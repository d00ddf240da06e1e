using IncidentConsole.Domain.Fleet;
using Microsoft.AspNetCore.Components;

namespace IncidentConsole.Web.Kit;

/// <summary>
/// A component that shows the newest value of a <see cref="Live{T}"/>: at once, then at most ten times a second, always on the
/// renderer's context. It stops watching when it leaves the page.
/// </summary>
public abstract class LiveComponent<T> : ComponentBase, IDisposable where T : class
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource gone = new();

    [Inject] protected TimeProvider Time { get; set; } = null!;

    protected abstract Live<T> Source { get; }

    /// <summary>The value that is drawn.</summary>
    protected T Value { get; private set; } = null!;

    protected DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Whether to draw every second although nothing came: where a reading that grows old changes what is shown.</summary>
    protected virtual bool Ticks => false;

    /// <summary>The least time between two renders. Longer where a glance is enough.</summary>
    protected virtual TimeSpan Pause => Shortest;

    /// <summary>Whether a value must be drawn before the pause is over.</summary>
    protected virtual bool IsUrgent(T next) => false;

    protected override void OnInitialized() => Value = Source.Current;

    // Not earlier: a page that is only prerendered watches nothing.
    protected override void OnAfterRender(bool firstRender)
    {
        if (!firstRender) return;
        _ = GuardedAsync(FollowAsync);
        if (Ticks) _ = GuardedAsync(TickAsync);
    }

    public virtual void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        await foreach (var value in Source.WatchAsync(cancellationToken))
        {
            if (ReferenceEquals(value, Value)) continue;
            await InvokeAsync(() =>
            {
                Value = value;
                StateHasChanged();
            });
            await RestAsync(cancellationToken);
        }
    }

    private async Task RestAsync(CancellationToken cancellationToken)
    {
        var rested = TimeSpan.Zero;
        do
        {
            await Task.Delay(Shortest, Time, cancellationToken);
            rested += Shortest;
        } while (rested < Pause && !IsUrgent(Source.Current));
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Second, Time);
        while (await timer.WaitForNextTickAsync(cancellationToken)) await InvokeAsync(StateHasChanged);
    }

    /// <summary>Runs a loop of the component's own until it leaves the page.</summary>
    protected async Task GuardedAsync(Func<CancellationToken, Task> loop)
    {
        try
        {
            await loop(gone.Token);
        }
        catch (OperationCanceledException)
        {
            // The component left the page.
        }
        catch (ObjectDisposedException)
        {
            // The circuit went in the middle of a render.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }
}
