using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Infra.WarmStore.Merge;

namespace IncidentConsole.Infra.WarmStore.Elected;

/// <summary>The same for a shell. Passwords stay in variables.</summary>
internal static class WarmCommand
{
    private const string Rows = "-At -c 'select pcs_id, result from pcs_dedup order by pcs_id collate \"C\"'";

    public static string Compare(ProcedureCall call, WarmStoreOptions options)
    {
        var (first, second) = (call.Region, new RegionId(call.Arguments[DedupProcedures.With]));
        return $"{WarmMergeCommand.Client(first, options)}\n{WarmMergeCommand.Client(second, options)}\n"
            + $"diff <({WarmMergeCommand.Function(first)} {Rows}) <({WarmMergeCommand.Function(second)} {Rows})";
    }

    /// <summary>For one row.</summary>
    public static string Swap(ProcedureCall call, WarmStoreOptions options, string from, string to) => string.Join('\n', new[] { call.Region, new RegionId(call.Arguments[DedupProcedures.With]) }.Select(region =>
        $"{WarmMergeCommand.Client(region, options)}\n{WarmMergeCommand.Function(region)} -v id=\"$id\" -v was=\"${from}\" -v new=\"${to}\" <<< \"update pcs_dedup set result = :'new'::jsonb where pcs_id = :'id' and result = :'was'::jsonb\""));
}
