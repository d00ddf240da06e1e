using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Attachments;
using IncidentConsole.Domain.Review.Recordings;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Loops;
using IncidentConsole.Infra.Readiness;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentConsole.Infra.Postgres;

public static class PostgresRegistration
{
    /// <summary>The timelines in Postgres, and the migrations that keep their tables up to date.</summary>
    public static IServiceCollection AddPostgres(this IServiceCollection services)
    {
        services.AddChecked<PostgresOptions>(PostgresOptions.Section);
        services.AddSingleton<PostgresDatabase>();
        services.AddPooledDbContextFactory<ConsoleDbContext>((provider, builder) => builder
            .UseNpgsql(provider.GetRequiredService<PostgresDatabase>().Pool, npgsql => npgsql.MigrationsAssembly("Console.Migrations"))
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .ConfigureWarnings(LogFailuresQuietly));
        services.AddSingleton<PostgresQueries>();
        services.AddSingleton<TimelineListener>();
        services.AddSingleton<IIncidentLog, PostgresIncidentLog>();
        services.AddSingleton<IRecordings, PostgresRecordings>();
        services.AddSingleton<IAttachments, PostgresAttachments>();
        services.AddSingleton<IEndedSessions, PostgresEndedSessions>();
        services.AddSingleton<IDependency, PostgresDependency>();
        services.AddSingleton<IReadinessCheck, TimelinePermissions>();
        services.AddLoop<MigrationRunner>();
        return services;
    }

    // An unreachable Postgres and a lost race are results here, told by whoever asked; EF Core would log each as an error.
    private static void LogFailuresQuietly(WarningsConfigurationBuilder warnings) => warnings.Log(
        (RelationalEventId.CommandError, LogLevel.Debug),
        (RelationalEventId.ConnectionError, LogLevel.Debug),
        (RelationalEventId.TransactionError, LogLevel.Debug),
        (CoreEventId.SaveChangesFailed, LogLevel.Debug),
        (CoreEventId.QueryIterationFailed, LogLevel.Debug));
}
