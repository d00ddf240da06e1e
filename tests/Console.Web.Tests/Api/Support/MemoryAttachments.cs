using System.Collections.Concurrent;
using IncidentConsole.Domain.Incidents.Attachments;

namespace IncidentConsole.Web.Tests.Api.Support;

internal sealed class MemoryAttachments : IAttachments
{
    private readonly ConcurrentDictionary<(int, Guid), Attachment> kept = new();

    public Task KeepAsync(int incident, Attachment attachment, CancellationToken cancellationToken)
    {
        kept[(incident, attachment.Ref.Id)] = attachment;
        return Task.CompletedTask;
    }

    public Task<Attachment?> ReadAsync(int incident, Guid id, CancellationToken cancellationToken) => Task.FromResult(kept.GetValueOrDefault((incident, id)));
}
