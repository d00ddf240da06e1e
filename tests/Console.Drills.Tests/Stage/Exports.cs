using System.Diagnostics;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>The review's exports, taken by clicks and kept with the story.</summary>
internal sealed class Exports(Person person, Rehearsal story)
{
    /// <summary>Takes one as a download.</summary>
    public async Task<string> TakeAsync(string format)
    {
        var file = story.Keep($"export.{format}");
        var download = await person.Page.RunAndWaitForDownloadAsync(() => person.ClickAsync($"export-{format}"));
        await download.SaveAsAsync(file);
        return await File.ReadAllTextAsync(file);
    }

    /// <summary>Opens the printable page and prints it on A4.</summary>
    /// <returns>The page, and what the printer got.</returns>
    public async Task<(IPage Page, byte[] Printed)> PrintAsync()
    {
        var page = await person.Page.Context.RunAndWaitForPageAsync(() => person.ClickAsync("export-html"));
        await page.WaitForLoadStateAsync();
        await File.WriteAllTextAsync(story.Keep("export.html"), await page.ContentAsync());
        return (page, await page.PdfAsync(new() { Path = story.Keep("export.pdf"), Format = "A4", PreferCSSPageSize = true }));
    }

    /// <summary>Asks the console's own program, which needs nothing but the file.</summary>
    public async Task<(int ExitCode, string Words)> VerifyAsync(string name, string json)
    {
        var file = story.Keep(name);
        await File.WriteAllTextAsync(file, json);
        using var program = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(Repository.Published, "Console.Web.dll"), "verify", file]) { RedirectStandardOutput = true })!;
        var words = await program.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await program.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (program.ExitCode, words);
    }
}
