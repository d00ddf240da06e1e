using System.ComponentModel.DataAnnotations;
using IncidentConsole.Infra.Configuration;

namespace IncidentConsole.Infra.Postgres;

/// <summary>The console's own Postgres, where the timelines are kept: configuration section <c>Postgres</c>.</summary>
public sealed class PostgresOptions
{
    public const string Section = "Postgres";

    /// <summary>
    /// In Npgsql's form: <c>Host=…;Database=…;Username=…;Password=…</c>. It must lead to Postgres itself or to a pooler in session mode:
    /// LISTEN and advisory locks live in a session.
    /// </summary>
    [Required, PostgresConnectionString]
    public string ConnectionString { get; init; } = "";

    /// <summary>How long one question may take, connecting included: a hung Postgres must not hang the page.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5000000", "00:01:00")]
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether the console brings the schema up to date by itself. False where somebody runs <c>migrations/console.sql</c>.</summary>
    public bool Migrate { get; init; } = true;
}
