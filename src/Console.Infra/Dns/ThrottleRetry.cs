using System.Diagnostics.CodeAnalysis;
using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Infra.Dns;

/// <summary>Sends a throttled call again, later and later, and says so.</summary>
internal static class ThrottleRetry
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    /// <param name="patience">After this, or when the provider wants to be left alone for longer, the throttling itself is thrown.</param>
    public static async Task<T> RunAsync<T>(
        Func<Task<T>> call, IDnsProvider provider, ReportProgress report, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (Exception throttled) when (provider.Judge(throttled) is { Kind: FailureKind.Throttled } failure
                && time.GetElapsedTime(started) + (failure.RetryAfter ?? TimeSpan.Zero) < patience)
            {
                var wait = failure.RetryAfter is { } asked && asked > TimeSpan.Zero ? asked + Wait(1) : Wait(tries);
                await report($"{provider.Name}: {failure.Words}; try {tries + 1} in {wait.TotalSeconds:0.0} s", null);
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    // Half fixed, half chance: consoles that were throttled together must not come back together.
    [SuppressMessage("Security", "CA5394", Justification = "Spreads retries; guards nothing.")]
    private static TimeSpan Wait(int tries)
    {
        var most = First * Math.Pow(2, tries - 1) is var doubled && doubled < Longest ? doubled : Longest;
        return most * (0.5 + Random.Shared.NextDouble() / 2);
    }
}
