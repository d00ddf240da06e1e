using System.Reflection;

namespace IncidentConsole.Domain.Tests.Loops;

/// <summary>Stands before every port and throws what nobody expects, before the call or after its effect, as a seed has it.</summary>
internal sealed class Saboteur(int seed, double rate)
{
    private readonly Lock gate = new();
    private readonly Random random = new(seed);

    public bool IsActive { get; set; }

    /// <summary>Calls it let fail.</summary>
    public int Failed { get; private set; }

    public T Wrap<T>(T port) where T : class
    {
        var wrapped = DispatchProxy.Create<T, Proxy<T>>();
        ((Proxy<T>)(object)wrapped).Set(port, this);
        return wrapped;
    }

    private (bool Before, bool After) Next()
    {
        lock (gate)
        {
            if (!IsActive || random.NextDouble() >= rate) return default;
            Failed++;
            return random.Next(2) == 0 ? (true, false) : (false, true);
        }
    }

    private static async Task<T> ThenThrowAsync<T>(Task<T> call)
    {
        // Whoever is told that it failed holds no lease.
        if (await call is IAsyncDisposable lease) await lease.DisposeAsync();
        throw new InvalidOperationException("sabotage, after the effect");
    }

    private static async Task ThenThrowAsync(Task call)
    {
        await call;
        throw new InvalidOperationException("sabotage, after the effect");
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1852", Justification = "DispatchProxy derives from it.")]
    internal class Proxy<T> : DispatchProxy
    {
        private T port = default!;
        private Saboteur saboteur = null!;

        public void Set(T behind, Saboteur by) => (port, saboteur) = (behind, by);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var (before, after) = saboteur.Next();
            if (before) throw new InvalidOperationException("sabotage");
            var result = targetMethod!.Invoke(port, BindingFlags.DoNotWrapExceptions, null, args, null);
            if (!after) return result;
            return result switch
            {
                Task task when task.GetType().IsGenericType && targetMethod.ReturnType.IsGenericType => typeof(Saboteur).GetMethods(BindingFlags.NonPublic | BindingFlags.Static)
                    .Single(method => method is { Name: nameof(ThenThrowAsync), IsGenericMethod: true }).MakeGenericMethod(targetMethod.ReturnType.GenericTypeArguments).Invoke(null, [task]),
                Task task => ThenThrowAsync(task),
                _ => throw new InvalidOperationException("sabotage, after the effect"),
            };
        }
    }
}
