using System.Diagnostics;

namespace IncidentConsole.Bench.Merge;

/// <summary>The same copy by shell. None of these compares anything afterwards.</summary>
internal static class ShellMerges
{
    /// <summary>
    /// What a good engineer would write: one client lists, one reads value and time of every key without a process each, awk writes the
    /// protocol, <c>--pipe</c> sends it in bulk.
    /// </summary>
    public static Task PipeAsync(OneWay stores, CancellationToken cancellationToken) => RunAsync($$"""
        redis-cli -p {{stores.SourcePort}} --scan --pattern 'pcs:*' |
        awk '{ print "ECHO " $0; print "PTTL " $0; print "GET " $0 }' |
        redis-cli -p {{stores.SourcePort}} |
        LC_ALL=C awk '
            NR % 3 == 1 { key = $0 }
            NR % 3 == 2 { ttl = $0 }
            NR % 3 == 0 && ttl > 0 { printf "*6\r\n$3\r\nSET\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n$2\r\nNX\r\n$2\r\nPX\r\n$%d\r\n%s\r\n", length(key), key, length($0), $0, length(ttl), ttl }' |
        redis-cli -p {{stores.DestinationPort}} --pipe >&2
        """, cancellationToken);

    /// <summary>DUMP and RESTORE, a process for each: binary-safe, and refused where the key is.</summary>
    public static Task RestoreAsync(OneWay stores, int keys, CancellationToken cancellationToken) => RunAsync($$"""
        redis-cli -p {{stores.SourcePort}} --scan --pattern 'pcs:*' | head -n {{keys}} | while IFS= read -r key; do
            ttl=$(redis-cli -p {{stores.SourcePort}} PTTL "$key" </dev/null)
            redis-cli -p {{stores.SourcePort}} DUMP "$key" </dev/null | head -c -1 | redis-cli -p {{stores.DestinationPort}} -x RESTORE "$key" "$ttl" >/dev/null
        done
        """, cancellationToken);

    private static async Task RunAsync(string script, CancellationToken cancellationToken)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", script]))!;
        await shell.WaitForExitAsync(cancellationToken);
    }
}
