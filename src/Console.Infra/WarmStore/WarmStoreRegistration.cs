using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.WarmStore.Elected;
using IncidentConsole.Infra.WarmStore.Merge;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.WarmStore;

public static class WarmStoreRegistration
{
    /// <summary>A probe for each region's warm dedup store, their merge, and what was elected for them.</summary>
    public static IServiceCollection AddWarmStore(this IServiceCollection services) => services
        .AddChecked<WarmStoreOptions>(WarmStoreOptions.Section)
        .AddSingleton<WarmStores>()
        .AddSingleton<IReadinessCheck, WarmStorePermissions>()
        .AddSingleton<IProbeSet, WarmStoreProbes>()
        .AddSingleton<IProcedure, WarmMergeProcedure>()
        .AddSingleton<IProcedure, WarmCompareProcedure>()
        .AddSingleton<IProcedure, WarmSwapProcedure>()
        .AddSingleton<IProcedure, WarmRestoreProcedure>();
}
