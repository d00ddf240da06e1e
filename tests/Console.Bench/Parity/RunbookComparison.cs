using System.Diagnostics;
using System.Globalization;

namespace IncidentConsole.Bench.Parity;

/// <summary>The comparison as the runbook does it: names only, one side after the other, sorted and diffed.</summary>
internal static class RunbookComparison
{
    /// <summary>The number of names that differ.</summary>
    public static async Task<int> RunAsync(TwoStores stores, CancellationToken cancellationToken)
    {
        var script = $"""
            cd "$(mktemp -d)" || exit 1
            redis-cli -h 127.0.0.1 -p {stores.LeftPort} --scan --pattern 'pcs:*' | sort > left.txt
            redis-cli -h 127.0.0.1 -p {stores.RightPort} --scan --pattern 'pcs:*' | sort > right.txt
            diff left.txt right.txt | grep -c '^[<>]'
            rm -r "$PWD"
            """;
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true })!;
        var answer = await shell.StandardOutput.ReadToEndAsync(cancellationToken);
        await shell.WaitForExitAsync(cancellationToken);
        return int.Parse(answer, CultureInfo.InvariantCulture);
    }
}
