namespace IncidentConsole.Infra.Postgres;

/// <summary>Table <c>attachments</c>: what is kept with a note.</summary>
public sealed class AttachmentRow
{
    public required Guid Id { get; init; }

    public required int Incident { get; init; }

    public required string Name { get; init; }

    public required string Type { get; init; }

    public required string Sha256 { get; init; }

    public required byte[] Content { get; init; }
}
