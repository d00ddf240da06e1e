using System.Reflection;
using System.Text;

namespace IncidentConsole.Infra.Tests.Defects;

/// <summary>Which row is shown by which test, and which by none and why.</summary>
internal static class DefectTable
{
    /// <summary>Rows no test of this project can show.</summary>
    public static IReadOnlyDictionary<int, string> LeftOut { get; } = new Dictionary<int, string>
    {
        [16] = "about two sentences that contradict each other, the checklist and a rule of the fleet's alerts.yml; there is no command to run",
        [84] = "about Go code the range does not run; both forms of a segment, with bodies over 64 KB, are read by the console itself (SegmentContentsTests)",
    };

    public static ILookup<int, (MethodInfo Test, DefectAttribute Shown)> Tests { get; } = (
        from type in typeof(DefectTable).Assembly.GetTypes()
        from test in type.GetMethods()
        let shown = test.GetCustomAttribute<DefectAttribute>()
        where shown is not null
        from row in shown.Rows
        orderby row, type.Name, test.Name
        select (row, test, shown)).ToLookup(each => each.row, each => (each.test, each.shown));

    public static string Markdown()
    {
        var rows = DefectRow.All.Where(row => row.IsReproducible).ToList();
        var text = new StringBuilder()
            .Append("# The runbook's defects, shown\n\n")
            .Append("Written by the tests in `tests/Console.Infra.Tests/Defects`. Every row of [defects.md](defects.md) whose proof is RUN or SRC: the literal command of\n")
            .Append("[geo-failover.md](geo-failover.md) fails or lies as the row says, and the console does it right on the same range.\n\n")
            .Append($"{rows.Count(row => Tests.Contains(row.Number))} rows shown, {rows.Count(row => !Tests.Contains(row.Number))} left out.\n\n")
            .Append("| # | Where | Defect | Shown by | The console's way |\n|---|---|---|---|---|\n");
        foreach (var row in rows)
            text.Append($"| {row.Number} | {row.Where} | {row.Defect} | {ShownBy(row.Number)} | {RightWay(row.Number)} |\n");
        return text.ToString();
    }

    private static string ShownBy(int row) => Tests.Contains(row)
        ? string.Join("<br>", Tests[row].Select(each => $"`{each.Test.DeclaringType!.Name}`: {each.Test.Name.Replace('_', ' ')}"))
        : $"**left out**: {LeftOut.GetValueOrDefault(row, "NO REASON GIVEN")}";

    private static string RightWay(int row) => string.Join("<br>", Tests[row].Select(each => each.Shown.RightWay).Distinct());
}
