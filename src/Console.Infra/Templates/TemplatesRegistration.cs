using IncidentConsole.Domain.Comms;
using IncidentConsole.Infra.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Templates;

public static class TemplatesRegistration
{
    /// <summary>The messages, by the installation's templates where it has some.</summary>
    public static IServiceCollection AddMessageTemplates(this IServiceCollection services) => services
        .AddChecked<MessagesOptions>(MessagesOptions.Section)
        .AddSingleton(provider => new Messages(TemplateFolder.Read(provider.GetRequiredService<IOptions<MessagesOptions>>().Value.Folder, out _)));
}
