namespace IncidentConsole.Infra.Tests.Defects;

public class CoverageTests
{
    private const string Approved = "docs/runbook/coverage.md";
    private const string Received = "artifacts/test/defects.md";

    [Fact]
    public void Every_defect_that_can_be_reproduced_is_shown_by_a_test_or_left_out_with_a_reason()
    {
        var rows = DefectRow.All.Where(row => row.IsReproducible).Select(row => row.Number).ToList();

        Assert.Equal(85, DefectRow.All.Count);
        Assert.DoesNotContain(rows, row => !DefectTable.Tests.Contains(row) && !DefectTable.LeftOut.ContainsKey(row));
        Assert.DoesNotContain(DefectTable.LeftOut.Keys, row => DefectTable.Tests.Contains(row) || !rows.Contains(row));
        Assert.Empty(DefectTable.Tests.Select(tests => tests.Key).Except(DefectRow.All.Select(row => row.Number)));
    }

    /// <summary>Approving is copying what was received.</summary>
    [Fact]
    public void The_table_is_written_and_the_committed_one_is_in_step()
    {
        var table = DefectTable.Markdown();
        var received = Path.Combine(Repository.Top, Received);
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        File.WriteAllText(received, table);

        var approved = Path.Combine(Repository.Top, Approved);
        Assert.True(File.Exists(approved) && File.ReadAllText(approved).ReplaceLineEndings("\n") == table, $"{Approved} is not in step: compare with {Received}, then copy it there.");
    }
}
