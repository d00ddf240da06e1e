using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Wal.Replay;

/// <summary>Asks a bucket for a procedure: a few questions at once, each with its time box, again when it did not answer.</summary>
internal sealed class S3Reading(IOptions<WalOptions> options, TimeProvider time) : IDisposable
{
    private const int AtOnce = 8;
    private const int Attempts = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim turns = new(AtOnce);

    /// <exception cref="SourceUnavailableException">It did not answer, however often it was asked.</exception>
    public async Task<T> AskAsync<T>(WalBucket bucket, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var answer = await Part.AskAsync(ask, options.Value.Integrity.ListingTimeBox, time, cancellationToken);
                if (answer.Trouble is null) return answer.Value!;
                if (attempt == Attempts) throw new SourceUnavailableException($"{bucket.Source}: {answer.Trouble}");
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose() => turns.Dispose();
}
