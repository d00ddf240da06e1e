using IncidentConsole.Domain.Incidents.Attachments;
using Microsoft.EntityFrameworkCore;

namespace IncidentConsole.Infra.Postgres;

/// <summary>Attachments in Postgres, beside the timeline and as insert-only.</summary>
internal sealed class PostgresAttachments(PostgresQueries queries) : IAttachments
{
    public Task KeepAsync(int incident, Attachment attachment, CancellationToken cancellationToken) => ReachableAsync(async () =>
    {
        var row = new AttachmentRow
        {
            Id = attachment.Ref.Id, Incident = incident, Name = attachment.Ref.Name, Type = attachment.Ref.Type, Sha256 = attachment.Ref.Sha256, Content = attachment.Content,
        };
        await queries.InsertAsync([row], cancellationToken);
        return row;
    }, cancellationToken);

    public Task<Attachment?> ReadAsync(int incident, Guid id, CancellationToken cancellationToken) => ReachableAsync(async () =>
    {
        var row = await queries.AskAsync((context, token) => context.Attachments.FirstOrDefaultAsync(row => row.Incident == incident && row.Id == id, token), cancellationToken);
        return row is null ? null : new Attachment(new(row.Id, row.Name, row.Type, row.Content.Length, row.Sha256), row.Content);
    }, cancellationToken);

    private Task<T> ReachableAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken) =>
        queries.ReachAsync(ask, "What was attached in Postgres", cancellationToken);
}
