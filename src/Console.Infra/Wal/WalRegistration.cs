using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents.Chain;
using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Readiness;
using IncidentConsole.Infra.Wal.Integrity;
using IncidentConsole.Infra.Wal.Kept;
using IncidentConsole.Infra.Wal.Replay;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Wal;

public static class WalRegistration
{
    /// <summary>WAL lag by heartbeat, and the freshness of each region's WAL writer; the integrity of the segments, and reading them back.</summary>
    public static IServiceCollection AddWal(this IServiceCollection services) => services
        .AddChecked<WalOptions>(WalOptions.Section)
        .AddSingleton<WalBuckets>()
        .AddSingleton<IProbeSet, WalProbes>()
        .AddSingleton<SegmentReader>()
        .AddSingleton<DirectionCheck>()
        .AddSingleton<IProcedure, WalIntegrityProcedure>()
        .AddSingleton<IChainAnchors, ChainAnchors>()
        .AddSingleton<IEndToEndCheck, SegmentAppears>()
        .AddSingleton<S3Reading>()
        .AddSingleton<IWalRecords, S3WalRecords>()
        .AddSingleton<IReconciliationReports, S3ReconciliationReports>()
        .AddSingleton<IKeptObjects, S3KeptObjects>()
        .AddSingleton<IDependency, S3Dependency>()
        .AddSingleton<IReadinessCheck, BucketsVersioned>()
        .AddSingleton<IReadinessCheck, BucketsReplicated>()
        .AddSingleton<IReadinessCheck, BucketsWritable>()
        .AddSingleton(provider => new Endpoints([.. provider.GetRequiredService<IOptions<WalOptions>>().Value.Regions.Select(region => ($"{region.Key} S3", region.Value.ServiceUrl))]));
}
