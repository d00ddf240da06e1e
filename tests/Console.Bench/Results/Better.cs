namespace IncidentConsole.Bench.Results;

/// <summary>Which way a figure gets better. <see cref="Neither"/>: it says under which circumstances the others were measured.</summary>
public enum Better
{
    Lower,
    Higher,
    Neither,
}
