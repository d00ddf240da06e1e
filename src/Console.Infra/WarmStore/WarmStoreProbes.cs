using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.WarmStore;

/// <summary>One probe a region.</summary>
internal sealed class WarmStoreProbes(WarmStores stores, IOptions<WarmStoreOptions> options, TimeProvider time) : IProbeSet
{
    public IEnumerable<IProbe> Probes => stores.All.Select(store => new WarmStoreProbe(store.Key, store.Value, options.Value, time));
}
