namespace IncidentConsole.Infra.Postgres;

/// <summary>Table <c>ended_sessions</c>: what was signed out before its time.</summary>
public sealed class EndedSessionRow
{
    public required string Session { get; init; }

    public required string Account { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    public required DateTimeOffset Until { get; init; }
}
