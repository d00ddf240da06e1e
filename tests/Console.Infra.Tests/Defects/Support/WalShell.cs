using IncidentConsole.Domain.Actions;
using IncidentConsole.Infra.Tests.Wal;
using static IncidentConsole.Infra.Tests.Wal.WalRig;

namespace IncidentConsole.Infra.Tests.Defects;

/// <summary>The runbook's buckets, and what the console says of the segments in them.</summary>
internal static class WalShell
{
    /// <summary>The aws command on the rig's endpoint of eu-west, or of us-east.</summary>
    public static (string There, string Here) Aws(this WalRig rig, string command, string region) =>
        ($"aws {command}", $"aws --endpoint-url {rig.Options.Regions[region].ServiceUrl} {command}");

    public static Task<ProcedureOutcome> CheckIntegrityAsync(this WalRig rig) => rig.NewIntegrityProcedure().RunAsync(
        new ProcedureCall("wal-integrity", new("us-east"), System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty),
        new ProcedureRun(null, (_, _) => Task.CompletedTask), Cancellation);

    /// <summary>A segment of one record.</summary>
    public static byte[] Record(DateTimeOffset at, string body) =>
        System.Text.Encoding.UTF8.GetBytes($"{at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff}00Z|{body.Length}|{body}\n");
}
