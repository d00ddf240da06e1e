using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>A store that a reconciliation needs could not be asked. The message names it, holds no secret and is fit for the page.</summary>
public sealed class SourceUnavailableException(string reason, Exception? inner = null) : DependencyException(reason, inner);
