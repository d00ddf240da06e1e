namespace IncidentConsole.Infra.Readiness;

/// <summary>Addresses a folder talks to, for what must be known of each: when its certificate ends.</summary>
internal sealed record Endpoints(IEnumerable<(string Name, Uri? Address)> All);
