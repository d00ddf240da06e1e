using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>Asks a cluster for a reading; the client's exceptions become short reasons.</summary>
internal static class ClusterQuestion
{
    public static async Task<IReadOnlyList<Observation>> AskAsync(Func<Task<Reading>> ask, TimeSpan timeBox)
    {
        try
        {
            return [await ask()];
        }
        catch (Exception failure) when (failure is not (CouldNotAskException or OperationCanceledException))
        {
            throw new CouldNotAskException(ClusterFailure.Brief(failure, timeBox), failure);
        }
    }
}
