using System.Diagnostics;

namespace IncidentConsole.Lab.Tests;

/// <summary>A command line client on this machine. The test that needs one that is not installed is skipped, saying so.</summary>
internal static class Cli
{
    public static async Task<CliResult> RunAsync(string program, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        if (!IsInstalled(program)) Assert.Skip($"{program} is not on PATH.");
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return new CliResult(process.ExitCode, await output, await error);
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}

internal sealed record CliResult(int ExitCode, string Output, string Error);
