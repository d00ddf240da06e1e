namespace IncidentConsole.Infra.Postgres;

/// <summary>Table <c>incidents</c>: that there is such an incident. What it is about is its timeline.</summary>
public sealed class IncidentRow
{
    public required int Number { get; init; }
}
