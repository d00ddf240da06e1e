using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Redis.Resp;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis.Snapshots;

/// <summary>How a procedure over the dedup stores ends when a store does not answer: with the reason, not with an exception.</summary>
internal static class Ending
{
    public static async Task<ProcedureOutcome> OfAsync(Func<Task<ProcedureOutcome>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("stopped", failure, cancellationToken);
        }
        catch (Exception failure) when (failure is RespException or SourceUnavailableException)
        {
            return Broken(failure.Message);
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            return Broken(failure is RedisServerException refusal ? RedisReason.Of(refusal) : "Redis: no answer in time");
        }
    }

    private static ProcedureOutcome Broken(string reason) => new(false, $"{reason}. It is safe to run it again.", []);
}
