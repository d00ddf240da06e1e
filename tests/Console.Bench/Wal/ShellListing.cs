using System.Diagnostics;
using System.Globalization;
using IncidentConsole.Lab.S3;

namespace IncidentConsole.Bench.Wal;

/// <summary>The segments of one bucket as a shell looks at them: a listing of all, then the replication status of each key.</summary>
internal static class ShellListing
{
    /// <param name="segments">How many the listing must show.</param>
    /// <returns>Seconds of the listing, and of asking for the first keys.</returns>
    public static async Task<(double Listing, double Heads)> RunAsync(
        S3Server s3, int segments, int heads, CancellationToken cancellationToken)
    {
        var script = $"""
            set -e
            keys=$(mktemp)
            aws() {'{'} command aws --endpoint-url {s3.EndpointOf("eu-west")} "$@"; {'}'}
            started=$(date +%s.%N)
            aws s3 ls --recursive s3://{Segments.Bucket}/inbox/ | awk '{'{'}print $4{'}'}' > "$keys"
            listed=$(date +%s.%N)
            head -n {heads} "$keys" | while read -r key; do aws s3api head-object --bucket {Segments.Bucket} --key "$key" > /dev/null; done
            asked=$(date +%s.%N)
            wc -l < "$keys"
            echo "$listed - $started" | awk '{'{'}print $1 - $3{'}'}'
            echo "$asked - $listed" | awk '{'{'}print $1 - $3{'}'}'
            rm "$keys"
            """;
        var start = new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true };
        start.Environment["AWS_ACCESS_KEY_ID"] = "AKIARANGE";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "range-secret";
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        using var shell = Process.Start(start)!;
        var lines = (await shell.StandardOutput.ReadToEndAsync(cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await shell.WaitForExitAsync(cancellationToken);
        return shell.ExitCode == 0 && lines is [var listed, var listing, var asked] && listed.Trim() == $"{segments}"
            ? (double.Parse(listing, CultureInfo.InvariantCulture), double.Parse(asked, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The shell's listing ended with {shell.ExitCode}: {string.Join(", ", lines)}");
    }
}
