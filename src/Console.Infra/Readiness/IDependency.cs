namespace IncidentConsole.Infra.Readiness;

/// <summary>Something outside that the console needs to be ready. Unready never means dead: the process stays up and says why.</summary>
public interface IDependency
{
    /// <summary>As a person would name it: <c>Postgres</c>, <c>eu-west Redis</c>.</summary>
    string Name { get; }

    /// <summary>Whether the console is of no use without it. Everything else it can do without, and says so.</summary>
    bool IsVital => false;

    /// <summary>Asks it now, within its own short time limit. Null when it can be used, else the reason, without secrets.</summary>
    Task<string?> CheckAsync(CancellationToken cancellationToken);
}
