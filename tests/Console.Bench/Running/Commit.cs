using System.Diagnostics;

namespace IncidentConsole.Bench.Running;

/// <summary>The commit whose build is measured.</summary>
internal static class Commit
{
    public static async Task<string> NowAsync(CancellationToken cancellationToken)
    {
        try
        {
            string[] describe = ["-C", AppContext.BaseDirectory, "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"];
            var start = new ProcessStartInfo("git", describe)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var git = Process.Start(start)!;
            var answer = await git.StandardOutput.ReadToEndAsync(cancellationToken);
            await git.WaitForExitAsync(cancellationToken);
            return git.ExitCode == 0 ? answer.Trim() : "unknown";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No git here: the figures are still good.
            return "unknown";
        }
    }
}
