using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Readiness;

namespace IncidentConsole.Web.Operations;

/// <summary>Asks what the console itself needs, each within a time box, and keeps the answer a second: whoever polls does no harm.</summary>
internal sealed class Readiness(IEnumerable<IDependency> dependencies, TimeProvider time)
{
    private static readonly TimeSpan Keeps = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TimeBox = TimeSpan.FromSeconds(2);

    private readonly IReadOnlyList<IDependency> dependencies = [.. dependencies];
    private readonly Lock gate = new();
    private Task<IReadOnlyList<DependencyAnswer>> newest = Task.FromResult<IReadOnlyList<DependencyAnswer>>([]);
    private DateTimeOffset askedAt = DateTimeOffset.MinValue;

    public Task<IReadOnlyList<DependencyAnswer>> CheckAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (newest.IsCompleted && time.GetUtcNow() - askedAt > Keeps)
            {
                askedAt = time.GetUtcNow();
                newest = AskAllAsync();
            }
            return newest.WaitAsync(cancellationToken);
        }
    }

    // For whoever asks meanwhile as well, so no caller's cancellation ends it.
    private async Task<IReadOnlyList<DependencyAnswer>> AskAllAsync() => await Task.WhenAll(dependencies.Select(AskAsync));

    private async Task<DependencyAnswer> AskAsync(IDependency dependency)
    {
        using var box = new CancellationTokenSource(TimeBox, time);
        try
        {
            var reason = await Task.Run(() => dependency.CheckAsync(box.Token), CancellationToken.None).WaitAsync(TimeBox, time, CancellationToken.None);
            return new(dependency.Name, reason is null, reason, dependency.IsVital);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            return new(dependency.Name, false, $"no answer within {Text.Span(TimeBox)}", dependency.IsVital);
        }
    }
}

/// <param name="Reason">Why not, without secrets; null when it can be reached.</param>
/// <param name="Vital">Whether the console is unready without it.</param>
internal sealed record DependencyAnswer(string Name, bool Reachable, string? Reason, bool Vital);
