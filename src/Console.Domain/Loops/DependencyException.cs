namespace IncidentConsole.Domain.Loops;

/// <summary>
/// Something outside this process could not be reached, refused, or did not answer: an expected failure. The message is a sentence fit for the
/// page and holds no secret. Whatever else is thrown is a <see cref="Bug"/>.
/// </summary>
public abstract class DependencyException(string message, Exception? inner = null) : Exception(message, inner);
