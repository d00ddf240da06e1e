namespace IncidentConsole.Infra.Postgres;

/// <summary>Table <c>recordings</c>: the fleet at one moment of an incident.</summary>
public sealed class RecordingRow
{
    public required int Incident { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>A small JSON document.</summary>
    public required string Sample { get; init; }
}
