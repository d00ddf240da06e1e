namespace IncidentConsole.Infra.WarmStore.Merge;

/// <summary>A row of <c>pcs_dedup</c> as it stands there. The times are the backend's own: UTC, without a zone.</summary>
internal sealed record WarmRow(string Id, string? Result, DateTime? Expires, DateTime? Created);

/// <summary>What became of rows that were offered to a store.</summary>
/// <param name="Copied">Their ids.</param>
/// <param name="Expired">Not there, and not worth copying any more.</param>
/// <param name="Conflicts">There with another result: id, offered, there.</param>
internal sealed record WarmWrite(HashSet<string> Copied, long Expired, IReadOnlyList<(string Id, string Offered, string There)> Conflicts);
