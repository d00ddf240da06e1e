using Microsoft.Extensions.Time.Testing;

namespace IncidentConsole.Domain.Tests.Support;

/// <summary>A clock that stands still until somebody waits for it, and then jumps to where they wait for: half an hour passes in no time.</summary>
internal sealed class SelfAdvancingTime() : FakeTimeProvider(World.Start)
{
    /// <summary>What happens in the world before the clock jumps.</summary>
    public Action BeforeJump { get; set; } = () => { };

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        ThreadPool.QueueUserWorkItem(_ =>
        {
            BeforeJump();
            Advance(dueTime);
        });
        return timer;
    }
}
