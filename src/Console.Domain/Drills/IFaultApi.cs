using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Domain.Drills;

/// <summary>
/// What breaks a rehearsal fleet on purpose. It keeps the state itself, so that a console that is restarted, and every replica, finds the
/// scenario running.
/// </summary>
public interface IFaultApi
{
    /// <summary>Whether one is configured. Without one, drills are run by hand.</summary>
    bool IsConfigured { get; }

    /// <summary>What it offers and what runs now.</summary>
    /// <exception cref="FaultApiException">It could not be asked.</exception>
    Task<FaultApiState> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Starts a scenario; returns once its first faults have taken effect.</summary>
    /// <param name="by">Who starts it: kept with the running scenario.</param>
    /// <exception cref="FaultApiException">It could not be asked, or refused: one runs already, there is none of that name.</exception>
    Task StartAsync(string scenario, string by, CancellationToken cancellationToken);

    /// <summary>The kill switch: undoes every fault, whoever set it, and returns once that has taken effect. Nothing to undo is no error.</summary>
    /// <exception cref="FaultApiException">It could not be asked.</exception>
    Task EndAsync(CancellationToken cancellationToken);
}

/// <summary>Why a fault API did not do what it was asked, in words for the page.</summary>
/// <param name="refused">It answered, and said no; otherwise it could not be asked.</param>
public sealed class FaultApiException(string words, bool refused, Exception? inner = null) : DependencyException(words, inner)
{
    public bool Refused => refused;
}
