using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Tests.Defects;

[Collection(RehearsalTests.Name)]
public class D76_The_end_to_end_tests_do_not_exist(Rehearsal rehearsal)
{
    [Fact, Defect(76)]
    public async Task There_is_no_such_file_where_the_console_has_a_suite_of_its_own()
    {
        using var shell = new Shell();

        var run = await shell.RunAsync($"cd {Repository.Top}\n{RunbookText.Line(418, "pytest tests/e2e-geo/test_multi_region.py -v")}");

        Assert.NotEqual(0, run.ExitCode); // 4, or 127 where pytest is not installed either
        Assert.False(Directory.Exists(Path.Combine(Repository.Top, "tests/e2e-geo")));

        // "Metrics move" compares with the time before the suite: Prometheus must have seen the backends by then.
        await rehearsal.UntilAsync("ingest is read from the Prometheus of us-east", async () => await rehearsal.ProbeAsync("ingest/us-east") is [Reading { Value: not null }]);
        var suite = await rehearsal.RunAsync(EndToEndProcedure.ProcedureName, "us-east");
        Assert.True(suite.Succeeded, suite.Outcome + "\n" + string.Join('\n', suite.Log));
        // It goes on until it is turned away: the next test finds the rate it needs.
        await rehearsal.TakesWritesAsync("us-east");
    }
}
