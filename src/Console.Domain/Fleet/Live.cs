using System.Runtime.CompilerServices;

namespace IncidentConsole.Domain.Fleet;

/// <summary>
/// One current value with many watchers. Newest wins: a slow watcher skips values and never delays the writer.
/// </summary>
public sealed class Live<T>(T initial) where T : class
{
    private readonly Lock gate = new();
    private State state = new(initial);

    public T Current => Volatile.Read(ref state).Value;

    /// <summary>Replaces the value by a function of it. The function is pure and short; returning the same instance wakes nobody.</summary>
    public T Update(Func<T, T> change)
    {
        State before;
        T next;
        lock (gate)
        {
            before = state;
            next = change(before.Value);
            if (ReferenceEquals(next, before.Value)) return next;
            Volatile.Write(ref state, new State(next));
        }
        before.Replaced.TrySetResult();
        return next;
    }

    /// <summary>The current value at once, then the newest one whenever it has changed since.</summary>
    public async IAsyncEnumerable<T> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var seen = Volatile.Read(ref state);
            yield return seen.Value;
            await seen.Replaced.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private sealed class State(T value)
    {
        public T Value { get; } = value;

        // Asynchronous continuations: a watcher must never run on the writer's stack.
        public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
