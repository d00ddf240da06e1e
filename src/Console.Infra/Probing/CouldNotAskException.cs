using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Infra.Probing;

/// <summary>
/// A source could not be asked, or what it answers says nothing. The reason is short, holds no secret and is shown as it is:
/// <c>no series</c>, <c>403 Forbidden</c>.
/// </summary>
public sealed class CouldNotAskException(string reason, Exception? inner = null) : DependencyException(reason, inner);
