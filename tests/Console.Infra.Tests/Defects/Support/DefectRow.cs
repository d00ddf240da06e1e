using System.Text.RegularExpressions;

namespace IncidentConsole.Infra.Tests.Defects;

/// <summary>A row of <c>docs/runbook/defects.md</c>.</summary>
/// <param name="Proof">How it is known; RUN and SRC are what a test can show.</param>
internal sealed partial record DefectRow(int Number, string Where, string Defect, string Proof)
{
    public bool IsReproducible => Reproducible().IsMatch(Proof);

    public static IReadOnlyList<DefectRow> All { get; } =
        [.. Repository.ReadLines("docs/runbook/defects.md").Where(line => Row().IsMatch(line)).Select(Parse)];

    private static DefectRow Parse(string line)
    {
        var cells = Bar().Split(line.Trim().Trim('|')).Select(cell => cell.Trim()).ToList();
        Assert.True(cells.Count == 5, $"Not five cells: {line}");
        return new(int.Parse(cells[0]), cells[1], cells[2], cells[4]);
    }

    [GeneratedRegex(@"^\| \d+ \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    [GeneratedRegex(@"\b(RUN|SRC)\b")]
    private static partial Regex Reproducible();
}
