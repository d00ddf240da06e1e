using System.Diagnostics;

namespace IncidentConsole.Bench.Replay;

/// <summary>
/// The runbook's own loop (4.2), mended only as far as it must be to replay anything: the value of EXISTS instead of GET's exit code, the survivor's
/// own endpoint, content type and tenant. It gets its lines as a local file and looks at no answer.
/// </summary>
internal static class RunbookLoop
{
    /// <returns>Lines a second.</returns>
    public static async Task<double> RunAsync(Survivor survivor, IReadOnlyList<byte[]> lines, CancellationToken cancellationToken)
    {
        var segment = Path.GetTempFileName();
        await File.WriteAllBytesAsync(segment, [.. lines.SelectMany(line => line.Append((byte)'\n'))], cancellationToken);
        var script = $$"""
            while IFS= read -r line; do
              pcs_id=$(echo "$line" | jq -r '.pcs_id')
              if [ "$(redis-cli -h 127.0.0.1 -p {{survivor.RedisPort}} EXISTS "pcs:$pcs_id")" = 0 ]; then
                echo "Processing new PCS: $pcs_id"
                curl -sS -o /dev/null -X POST {{new Uri(survivor.Url, "/v1/pcs/submit")}} -H 'Content-Type: application/json' -H 'X-Tenant-Id: acme' -d "$line"
              else
                echo "Skipping duplicate: $pcs_id"
              fi
            done < '{{segment}}' | grep -c '^Processing new PCS'
            """;
        var started = Stopwatch.GetTimestamp();
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true })!;
        var processed = (await shell.StandardOutput.ReadToEndAsync(cancellationToken)).Trim();
        await shell.WaitForExitAsync(cancellationToken);
        var took = Stopwatch.GetElapsedTime(started);
        File.Delete(segment);
        return processed == $"{lines.Count}" ? lines.Count / took.TotalSeconds : throw new InvalidOperationException($"The runbook's loop processed {processed} of {lines.Count} lines.");
    }
}
