using IncidentConsole.Domain.Incidents.Chain;
using IncidentConsole.Domain.Reconciliation;

namespace IncidentConsole.Domain.Tests.Support;

/// <summary>Two places that keep chain heads; each can be dark.</summary>
internal sealed class FakeAnchors : IChainAnchors
{
    public HashSet<string> Away { get; } = [];
    public Dictionary<(string Place, int Incident), ChainHead> Kept { get; } = [];
    public int Writes { get; private set; }
    public IReadOnlyList<string> Places => ["eu-west S3", "us-east S3"];

    public Task KeepAsync(string place, int incident, ChainHead head, CancellationToken cancellationToken)
    {
        if (Away.Contains(place)) throw new SourceUnavailableException("it is dark");
        Writes++;
        Kept[(place, incident)] = head;
        return Task.CompletedTask;
    }

    public Task<ChainAnchor?> ReadAsync(string place, int incident, CancellationToken cancellationToken) => Away.Contains(place)
        ? throw new SourceUnavailableException("it is dark")
        : Task.FromResult(Kept.TryGetValue((place, incident), out var head) ? new ChainAnchor(place, head.Sequence, head.Hash, head.At) : null);
}
