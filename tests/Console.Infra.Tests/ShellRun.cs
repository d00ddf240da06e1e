using System.Diagnostics;

namespace IncidentConsole.Infra.Tests;

/// <summary>Runs a command as a person would paste it. The test that needs a program that is not installed is skipped, saying so.</summary>
internal static class ShellRun
{
    public static async Task<string> RunAsync(string command, params (string Name, string Value)[] environment)
    {
        var program = command.Split(' ')[0];
        if (!IsInstalled(program)) Assert.Skip($"{program} is not on PATH.");
        var start = new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{command}\n{await error}");
        return await output;
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
