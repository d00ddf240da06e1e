namespace IncidentConsole.Domain.Incidents.Attachments;

/// <summary>Keeps attachments beside the timeline, insert-only. Implemented on Postgres.</summary>
public interface IAttachments
{
    /// <summary>Throws <see cref="LogUnavailableException"/>.</summary>
    Task KeepAsync(int incident, Attachment attachment, CancellationToken cancellationToken);

    /// <summary>Null when there is none. Throws <see cref="LogUnavailableException"/>.</summary>
    Task<Attachment?> ReadAsync(int incident, Guid id, CancellationToken cancellationToken);
}
