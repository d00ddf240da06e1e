using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>
/// Keeps what a reconciliation rests on (snapshots, elected results) outside of what it changes, beside a region's WAL. Implemented by Infra.
/// </summary>
public interface IKeptObjects
{
    /// <summary>Writes an object, or writes it again: the same name is the same object.</summary>
    /// <param name="keeper">The region whose storage keeps it.</param>
    /// <param name="name">Such as <c>snapshots/7-20261124T140104Z/eu-west/manifest.json</c>.</param>
    /// <exception cref="SourceUnavailableException">It cannot be written.</exception>
    Task WriteAsync(RegionId keeper, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <exception cref="SourceUnavailableException">It is not there or cannot be read.</exception>
    Task<byte[]> ReadAsync(RegionId keeper, string name, CancellationToken cancellationToken);

    /// <summary>A shell command that writes the object, or all whose names begin so, to standard output. No secret.</summary>
    string Command(RegionId keeper, string name);
}
