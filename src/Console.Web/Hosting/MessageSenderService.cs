using IncidentConsole.Domain.Comms.Outbox;

namespace IncidentConsole.Web.Hosting;

/// <summary>Posts what was queued, for as long as the process lives.</summary>
internal sealed class MessageSenderService(MessageSender sender) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => sender.RunAsync(stoppingToken);
}
