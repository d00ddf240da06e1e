using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Domain.Actions;

/// <summary>Reads and changes one kind of target. Implemented by Infra.</summary>
public interface IActuator
{
    bool Handles(Target target);

    /// <summary>The state of the target now. Throws <see cref="ActuatorUnavailableException"/>.</summary>
    Task<TargetState> ReadAsync(Target target, CancellationToken cancellationToken);

    /// <summary>
    /// Why the change is none of the console's, by the configuration: another name, another deployment, another variable, another
    /// destination. Null when it
    /// is. Asked when a plan is drawn up and before it begins; <see cref="ApplyAsync"/> asks again just before the effect.
    /// </summary>
    Refusal? Forbids(Change change);

    /// <summary>
    /// Sets the After of the change, in one step where the other side allows it, retrying what is safe to retry, with a report for each
    /// thing worth seeing. Returns when the other side has accepted it. Throws <see cref="ActuatorRefusedException"/> when it was refused and nothing was
    /// done; whatever else it throws means that the outcome is unknown.
    /// </summary>
    Task ApplyAsync(Change change, ReportProgress report, CancellationToken cancellationToken);

    /// <summary>
    /// Follows an accepted change until it is in effect as far as the other side can tell (INSYNC and every authoritative server; the
    /// rollout complete), and returns what was measured. Safe to call again after a restart.
    /// </summary>
    Task<string> FollowAsync(Change change, ReportProgress report, CancellationToken cancellationToken);

    /// <summary>The same change as a shell command that works, with the values filled in and no secret.</summary>
    string Command(Change change);
}

/// <param name="fraction">0 to 1 when it can be known.</param>
public delegate Task ReportProgress(string text, double? fraction);

/// <summary>The other side refused, in its own words; nothing was done.</summary>
public sealed class ActuatorRefusedException(string words, Exception? inner = null) : DependencyException(words, inner);

/// <summary>The other side could not be reached before anything was sent. The message is fit for the page.</summary>
public sealed class ActuatorUnavailableException(string reason, Exception? inner = null) : DependencyException(reason, inner);
