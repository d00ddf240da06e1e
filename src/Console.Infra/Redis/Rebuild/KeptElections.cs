using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Reconciliation;

namespace IncidentConsole.Infra.Redis.Rebuild;

internal sealed class KeptElections(IKeptObjects kept) : IElections
{
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(RegionId keeper, string snapshot, CancellationToken cancellationToken) =>
        Lines.Read<Election>(await kept.ReadAsync(keeper, ElectProcedure.ElectionsOf(snapshot), cancellationToken).ConfigureAwait(false))
            .ToDictionary(each => each.Conflict.Id, each => each.Won.Result);
}
