using System.Text.Json;

namespace IncidentConsole.Lab.Processes.Prometheus;

/// <summary>
/// Where a program that starts after the range says that every region's Prometheus shall scrape it. Prometheus goes by what the files
/// say at the moment, so the range needs to know nothing of the program.
/// </summary>
/// <param name="Targets">Its address, as service discovery by file reads it.</param>
/// <param name="Token">The bearer token it wants.</param>
public sealed record ScrapeFiles(string Targets, string Token)
{
    public static ScrapeFiles In(string folder)
    {
        // There before Prometheus is: it watches the folder of a file that may come.
        Directory.CreateDirectory(folder);
        return new(Path.Combine(folder, "console.json"), Path.Combine(folder, "console.token"));
    }

    public async Task NameAsync(Uri program, string token, CancellationToken cancellationToken)
    {
        await SecretFile.WriteAsync(Token, token, cancellationToken);
        // Moved into place whole: Prometheus must never read half a list.
        await File.WriteAllTextAsync($"{Targets}.new", JsonSerializer.Serialize(new[] { new { targets = new[] { program.Authority } } }), cancellationToken);
        File.Move($"{Targets}.new", Targets, overwrite: true);
    }
}
