using System.Collections.Concurrent;

namespace IncidentConsole.Lab.Processes;

/// <summary>
/// The one thread that starts child processes. A child asks the kernel to die with its parent, and the kernel means the parent
/// <em>thread</em>: started from a pool thread, children would die whenever the pool retires it.
/// </summary>
internal static class ForkThread
{
    private static readonly BlockingCollection<Action> Work = [];

    static ForkThread() => new Thread(Run) { IsBackground = true, Name = "child-processes" }.Start();

    public static Task<T> RunAsync<T>(Func<T> start)
    {
        var started = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                started.SetResult(start());
            }
            catch (Exception exception)
            {
                started.SetException(exception);
            }
        });
        return started.Task;
    }

    private static void Run()
    {
        foreach (var start in Work.GetConsumingEnumerable())
            start();
    }
}
