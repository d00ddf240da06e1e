namespace IncidentConsole.Domain.Incidents.Chain;

/// <summary>The head a chain had at some moment, kept outside of the timeline's own store: what shows that its end was cut off.</summary>
/// <param name="Place">Where it is kept: <c>us-east S3</c>, or a message that was posted.</param>
/// <param name="Sequence">Of the entry whose hash it is; null when only the hash is known.</param>
/// <param name="Head">The entry's hash.</param>
public sealed record ChainAnchor(string Place, long? Sequence, string Head, DateTimeOffset KeptAt);
