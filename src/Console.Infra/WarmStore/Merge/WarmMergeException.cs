using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Loops;
using IncidentConsole.Infra.Probing;
using Npgsql;

namespace IncidentConsole.Infra.WarmStore.Merge;

/// <summary>A warm store could not be asked, or refused. The message names it: a merge asks two.</summary>
/// <param name="needs">What the account must be allowed: <c>read and update</c>.</param>
internal sealed class WarmMergeException(RegionId region, NpgsqlException failure, string needs) : DependencyException($"{region} warm store: {Words(failure, needs)}", failure)
{
    /// <summary>The server itself said no, so nothing of the statement was done. Otherwise its answer is lost.</summary>
    public bool IsAnswer => InnerException is PostgresException;

    private static string Words(NpgsqlException failure, string needs) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } => $"the account may not {needs} pcs_dedup",
        PostgresException answer when WarmStoreFailure.IsAnswer(answer) => answer.MessageText,
        _ => WarmStoreFailure.Reason(failure) ?? Reason.Of(failure, WarmTable.Patience),
    };
}
