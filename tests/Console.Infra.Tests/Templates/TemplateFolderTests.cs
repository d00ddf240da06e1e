using IncidentConsole.Domain.Comms;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Templates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.Tests.Templates;

public sealed class TemplateFolderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("templates-");

    [Fact]
    public void A_file_of_the_folder_takes_the_place_of_the_shipped_one_and_the_others_stay()
    {
        Write("geo-failover/start.md", "Subject: ours\n---\n{{region}} **is down**");

        var templates = TemplateFolder.Read(folder.FullName, out var problems);

        Assert.Empty(problems);
        Assert.Equal("ours", Assert.Single(templates.Of("geo-failover", MessageKind.Start).Subject).Text);
        Assert.Same(MessageTemplates.Shipped.Of("geo-failover", MessageKind.Update), templates.Of("geo-failover", MessageKind.Update));
    }

    [Fact]
    public void Everything_that_is_wrong_stops_the_start_at_once_naming_file_and_line()
    {
        Write("geo-failover/start.md", "Subject: {{nonsense}}\n---\nfine\n**open");
        Write("geo-split-brain/update.md", "Subject: x\n---\n{{region");
        Write("geo-failover/strat.md", "Subject: x\n---\ny");

        var bad = Assert.Throws<BadConfigurationException>(() => ConfigurationCheck.ThrowIfBad(Services()));

        Assert.Equal(4, bad.Errors.Count);
        Assert.Contains(bad.Errors, error => error.StartsWith("Messages:Folder: geo-failover/start.md: line 1 asks for “nonsense”", StringComparison.Ordinal));
        Assert.Contains(bad.Errors, error => error.StartsWith("Messages:Folder: geo-failover/start.md: line 4 opens bold", StringComparison.Ordinal));
        Assert.Contains(bad.Errors, error => error.StartsWith("Messages:Folder: geo-failover/strat.md: there is no such message", StringComparison.Ordinal));
        Assert.Contains(bad.Errors, error => error.StartsWith("Messages:Folder: geo-split-brain/update.md: line 3", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_is_not_there_stops_the_start()
    {
        folder.Delete(recursive: true);
        Assert.StartsWith("Messages:Folder: cannot be read", Assert.Single(Assert.Throws<BadConfigurationException>(() => ConfigurationCheck.ThrowIfBad(Services())).Errors));
        folder.Create();
    }

    public void Dispose() => folder.Delete(recursive: true);

    private ServiceProvider Services() => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Messages:Folder", (string?)folder.FullName)]).Build())
        .AddMessageTemplates()
        .BuildServiceProvider();

    private void Write(string name, string text)
    {
        var file = new FileInfo(Path.Combine(folder.FullName, name));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
    }
}
