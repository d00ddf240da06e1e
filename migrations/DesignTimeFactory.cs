using IncidentConsole.Infra.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace IncidentConsole.Migrations;

/// <summary>What dotnet-ef makes the context with. It reads the model and connects to nothing.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<ConsoleDbContext>
{
    public ConsoleDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<ConsoleDbContext>()
            .UseNpgsql("Host=127.0.0.1;Database=console", npgsql => npgsql.MigrationsAssembly("Console.Migrations"))
            .Options);
}
