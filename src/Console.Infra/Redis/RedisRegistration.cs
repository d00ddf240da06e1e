using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Redis.Merge;
using IncidentConsole.Infra.Redis.Rebuild;
using IncidentConsole.Infra.Redis.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Redis;

public static class RedisRegistration
{
    /// <summary>The dedup stores, their parity and their merge. Section <c>Redis</c>.</summary>
    public static IServiceCollection AddRedis(this IServiceCollection services) => services
        .AddChecked<RedisOptions>("Redis")
        .AddSingleton(provider => new RedisConnections(provider.GetRequiredService<IOptions<RedisOptions>>().Value))
        .AddSingleton<IDedupLookup, DedupLookup>()
        .AddSingleton<IProcedure, DedupMergeProcedure>()
        .AddSingleton<IProbeSet, RedisProbeSet>()
        .AddSingleton<IEndToEndCheck, DedupKeyKept>()
        .AddSingleton<IReadinessCheck, DedupTtl>()
        .AddSingleton<IReadinessCheck, RedisPermissions>()
        .AddSplitBrain();

    // A split brain: snapshots of the stores, and one result for each key that has two.
    private static IServiceCollection AddSplitBrain(this IServiceCollection services) => services
        .AddSingleton<DedupStores>()
        .AddSingleton<SnapshotReader>()
        .AddSingleton<IProcedure, DedupSnapshotProcedure>()
        .AddSingleton<IProcedure, VerifySnapshotProcedure>()
        .AddSingleton<IResultTally, ResultTallies>()
        .AddSingleton<IElections, KeptElections>()
        .AddSingleton<RebuiltKeys>()
        .AddSingleton<CompareAndSet>()
        .AddSingleton<IProcedure, ReadWalsProcedure>()
        .AddSingleton<IProcedure, ElectProcedure>()
        .AddSingleton<IProcedure, RebuildProcedure>()
        .AddSingleton<IProcedure, SwapProcedure>()
        .AddSingleton<IProcedure, RestoreProcedure>();
}
