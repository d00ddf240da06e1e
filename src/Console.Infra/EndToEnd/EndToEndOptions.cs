using System.ComponentModel.DataAnnotations;

namespace IncidentConsole.Infra.EndToEnd;

/// <summary>Section <c>EndToEnd</c>: a program of the fleet's own that belongs to the end-to-end suite, such as its pytest.</summary>
public sealed class EndToEndOptions
{
    public const string Section = "EndToEnd";

    /// <summary>The program; empty for none. It is started as it is, not through a shell.</summary>
    public string? Command { get; init; }

    /// <summary>Its arguments, one by one; <c>{region}</c> stands for the region that is tested.</summary>
    public IList<string> Arguments { get; init; } = [];

    /// <summary>Where it is started; empty for the console's own folder.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>What it finds in its environment beside PATH, HOME and LANG. It never gets the console's own, which may hold secrets.</summary>
    public IDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How long it may run before it and its children are killed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "02:00:00")]
    public TimeSpan TimeBox { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The last lines of its output that are kept with the incident.</summary>
    [Range(1, 2_000)]
    public int KeptLines { get; init; } = 100;
}
