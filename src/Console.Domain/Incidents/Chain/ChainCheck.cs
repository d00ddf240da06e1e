namespace IncidentConsole.Domain.Incidents.Chain;

/// <summary>Verifies one incident's timeline as it is stored now, against the heads every reachable region keeps.</summary>
public sealed class ChainCheck(IIncidentLog log, IChainAnchors anchors)
{
    /// <summary>Throws <see cref="LogUnavailableException"/> when the timeline cannot be read.</summary>
    public async Task<ChainFinding> RunAsync(int incident, CancellationToken cancellationToken)
    {
        // The heads first: what is recorded meanwhile only makes the chain longer than they say.
        var heads = await Task.WhenAll(anchors.Places.Select(place => AskAsync(place, incident, cancellationToken)));
        var entries = await log.ReadStoredAsync(incident, cancellationToken);
        var known = heads.Select(head => head.Anchor).OfType<ChainAnchor>().ToList();
        return new(ChainVerifier.Verify(entries, known), entries, known, [.. heads.Select(head => head.Trouble).OfType<string>()]);
    }

    private async Task<(ChainAnchor? Anchor, string? Trouble)> AskAsync(string place, int incident, CancellationToken cancellationToken)
    {
        try
        {
            var anchor = await anchors.ReadAsync(place, incident, cancellationToken);
            return (anchor, anchor is null ? $"{place} keeps no head of this incident" : null);
        }
        catch (Exception away) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"{place} cannot be asked: {away.Message}");
        }
    }
}

/// <param name="Entries">What was verified.</param>
/// <param name="Anchors">The heads it was held against.</param>
/// <param name="NotAsked">Places that could not say anything, each with the reason: without any, an end that was cut off would not show.</param>
public sealed record ChainFinding(ChainVerdict Verdict, IReadOnlyList<StoredEntry> Entries, IReadOnlyList<ChainAnchor> Anchors, IReadOnlyList<string> NotAsked);
