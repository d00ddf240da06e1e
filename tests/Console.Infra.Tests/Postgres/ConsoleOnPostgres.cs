using IncidentConsole.Domain.Access;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Attachments;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Domain.Review.Recordings;
using IncidentConsole.Infra.Postgres;
using IncidentConsole.Infra.Readiness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.Tests.Postgres;

/// <summary>One console process as far as Postgres is concerned, wired as the app wires it.</summary>
internal sealed class ConsoleOnPostgres(string connectionString, string timeout = "00:00:30") : IAsyncDisposable
{
    private readonly ServiceProvider services = new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Postgres:ConnectionString"] = connectionString,
            ["Postgres:CommandTimeout"] = timeout,
        }).Build())
        .AddSingleton(TimeProvider.System)
        .AddLogging()
        .AddPostgres()
        .BuildServiceProvider();

    public IIncidentLog Log => services.GetRequiredService<IIncidentLog>();

    public IRecordings Recordings => services.GetRequiredService<IRecordings>();

    public IAttachments Attachments => services.GetRequiredService<IAttachments>();

    public IEndedSessions EndedSessions => services.GetRequiredService<IEndedSessions>();

    public IDependency Dependency => services.GetRequiredService<IDependency>();

    public IReadinessCheck Check => services.GetRequiredService<IReadinessCheck>();

    public MigrationRunner Migrations => services.GetRequiredService<MigrationRunner>();

    public async Task MigrateAsync()
    {
        await using var context = Context();
        await context.Database.MigrateAsync();
    }

    public ConsoleDbContext Context() => services.GetRequiredService<IDbContextFactory<ConsoleDbContext>>().CreateDbContext();

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
