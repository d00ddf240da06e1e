using System.Diagnostics;

namespace IncidentConsole.Infra.Tests.Defects;

/// <param name="ExitCode">Of the last command.</param>
internal sealed record ShellResult(int ExitCode, string Output, string Error);

/// <summary>A responder's bash in an empty folder of its own, with the real programs.</summary>
internal sealed class Shell : IDisposable
{
    private static readonly string[] Programs = ["redis-cli", "aws", "kubectl", "curl", "jq"];
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("runbook-");

    public string Folder => folder.FullName;

    /// <summary>What every command finds in its environment.</summary>
    public Dictionary<string, string> Environment { get; } = new() { ["HOME"] = "/nonexistent", ["TZ"] = "UTC", ["LC_ALL"] = "C.UTF-8" };

    public string PathOf(string file) => Path.Combine(Folder, file);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), text);
    }

    public async Task<ShellResult> RunAsync(string script)
    {
        if (Programs.FirstOrDefault(program => script.Contains(program, StringComparison.Ordinal) && !IsInstalled(program)) is { } missing)
            Assert.Skip($"{missing} is not on PATH.");
        var start = new ProcessStartInfo("bash", ["-c", script]) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Environment) start.Environment[name] = value;

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>What a command that must work says.</summary>
    public async Task<string> ReadAsync(string script)
    {
        var result = await RunAsync(script);
        Assert.True(result.ExitCode == 0, $"{script}\n{result.Output}{result.Error}");
        return result.Output;
    }

    /// <summary>With credentials for the range's own AWS, and no profile of this machine.</summary>
    public static Shell WithAws()
    {
        var shell = new Shell();
        foreach (var (name, value) in new[]
        {
            ("AWS_ACCESS_KEY_ID", "AKIARANGE"), ("AWS_SECRET_ACCESS_KEY", "range-secret"), ("AWS_DEFAULT_REGION", "us-east-1"), ("AWS_MAX_ATTEMPTS", "1"),
            ("AWS_EC2_METADATA_DISABLED", "true"), ("AWS_CONFIG_FILE", "/dev/null"), ("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"), ("AWS_PAGER", ""),
        }) shell.Environment[name] = value;
        return shell;
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static bool IsInstalled(string program) =>
        (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(path => File.Exists(Path.Combine(path, program)));
}
