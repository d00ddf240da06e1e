using System.Collections.Concurrent;

namespace IncidentConsole.Web.Api.Live;

/// <summary>The screens connected to this process.</summary>
internal sealed class Screens
{
    private readonly ConcurrentDictionary<string, byte> connections = new();

    public IReadOnlyList<string> Own => [.. connections.Keys];

    public void Add(string connection) => connections[connection] = 0;

    public void Remove(string connection) => connections.TryRemove(connection, out _);
}
