using System.ComponentModel.DataAnnotations;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.WarmStore;

/// <summary>The regions' warm dedup stores in Postgres: configuration section <c>WarmStore</c>.</summary>
public sealed class WarmStoreOptions : ProbeOptions
{
    public const string Section = "WarmStore";

    /// <summary>A lookup slower than this is a failure.</summary>
    [Range(typeof(TimeSpan), "00:00:00.0010000", "00:01:00")]
    public TimeSpan SlowAfter { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>A row younger than this is on its way to the other region. The measured WAL lag counts when it is longer.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan InFlight { get; init; } = TimeSpan.FromSeconds(30);

    [Required]
    public IDictionary<string, WarmStoreRegionOptions> Regions { get; init; } = new Dictionary<string, WarmStoreRegionOptions>();
}

/// <summary>One region's store.</summary>
public sealed class WarmStoreRegionOptions
{
    /// <summary>In Npgsql's form; an account that may read <c>pcs_dedup</c> is enough; to merge, it must also insert, and after a split brain update.</summary>
    [Required, PostgresConnectionString]
    public string ConnectionString { get; init; } = "";
}
