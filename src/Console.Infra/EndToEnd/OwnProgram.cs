using System.ComponentModel;
using System.Diagnostics;
using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Configuration;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.EndToEnd;

/// <summary>Runs the configured program: its exit status is the result, its output is kept, its newest line is the progress.</summary>
internal sealed class OwnProgram(IOptions<EndToEndOptions> options, TimeProvider time) : IEndToEndCheck
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(1);
    private static readonly string[] Passed = ["PATH", "HOME", "LANG"];
    private readonly EndToEndOptions options = options.Value;

    public EndToEndPlace Place => EndToEndPlace.Command;

    public string Name => options.Command is { Length: > 0 } command ? Path.GetFileName(command) : "own program";

    /// <summary>Longer than the program's own, so that its output is still kept.</summary>
    public TimeSpan TimeBox => options.TimeBox + TimeSpan.FromSeconds(10);

    public string Command(RegionId region) => options.Command is { Length: > 0 } command
        ? $"{(string.IsNullOrEmpty(options.WorkingFolder) ? "" : $"cd {ShellText.Quote(options.WorkingFolder)} && ")}timeout {options.TimeBox.TotalSeconds:0} {string.Join(' ', Arguments(region).Prepend(command).Select(ShellText.Quote))}"
        : "# none is configured (EndToEnd:Command)";

    public async Task<EndToEndResult> RunAsync(EndToEndSubject subject, CancellationToken cancellationToken)
    {
        if (options.Command is not { Length: > 0 }) return EndToEndResult.Skipped("none is configured (EndToEnd:Command)");
        var output = new KeptOutput(options.KeptLines);
        using var process = new Process { StartInfo = Start(subject.Region) };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        try
        {
            process.Start();
        }
        catch (Exception exception) when (exception is Win32Exception or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return EndToEndResult.Failed($"{options.Command} cannot be started: {(exception is Win32Exception { NativeErrorCode: 2 } ? "there is no such program or folder" : "it may not be run")}");
        }
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return await EndAsync(process, output, subject, cancellationToken);

        void Keep(string? line)
        {
            if (line is not null) output.Add(line);
        }
    }

    private async Task<EndToEndResult> EndAsync(Process process, KeptOutput output, EndToEndSubject subject, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(options.TimeBox, time);
        using var box = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var end = process.WaitForExitAsync(box.Token);
        try
        {
            while (await Task.WhenAny(end, Task.Delay(ReportEvery, time, CancellationToken.None)) != end)
                if (output.Last is { } line) await subject.ReportAsync(line);
            await end;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await LastWordsAsync(process);
            cancellationToken.ThrowIfCancellationRequested();
            return EndToEndResult.Failed($"killed after {Text.Span(options.TimeBox)}", output.Lines);
        }
        return process.ExitCode == 0 ? EndToEndResult.Passed("exit status 0", output.Lines) : EndToEndResult.Failed($"exit status {process.ExitCode}", output.Lines);
    }

    /// <summary>What it said last. A child that has left its tree may hold the output open for ever, so not for long.</summary>
    private async Task LastWordsAsync(Process process)
    {
        using var patience = new CancellationTokenSource(ReportEvery, time);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // Killed all the same.
        }
    }

    private ProcessStartInfo Start(RegionId region)
    {
        var start = new ProcessStartInfo(options.Command!, Arguments(region))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = options.WorkingFolder ?? "",
        };
        foreach (var name in start.Environment.Keys.Except(Passed).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in options.Environment) start.Environment[name] = value;
        return start;
    }

    private IEnumerable<string> Arguments(RegionId region) => options.Arguments.Select(argument => argument.Replace("{region}", region.Value, StringComparison.Ordinal));
}
