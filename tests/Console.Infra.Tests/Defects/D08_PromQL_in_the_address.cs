using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using IncidentConsole.Infra.Prometheus;
using IncidentConsole.Infra.Tests.Prometheus;
using static IncidentConsole.Infra.Tests.Prometheus.RealPrometheus;

namespace IncidentConsole.Infra.Tests.Defects;

public sealed class D08_PromQL_in_the_address(WorkingPrometheus working) : IClassFixture<WorkingPrometheus>
{
    private readonly RealPrometheus prometheus = working.Prometheus;

    [Fact, Defect(8)]
    public async Task Curl_takes_braces_for_a_list_and_asks_two_other_questions()
    {
        using var shell = new Shell();
        var command = RunbookText.Line(96, """curl -s 'http://prometheus:9090/api/v1/query?query=up{job="fractal-lba",region="eu-west"}' | jq '.data.result'""").At(Here);

        var asked = await shell.RunAsync(command);
        var questions = await shell.ReadAsync(command.At(("curl -s", "curl -sv"), (" | jq '.data.result'", " 2>&1")) + " | grep '^> GET'");

        Assert.Equal((0, "null\nnull\n"), (asked.ExitCode, asked.Output));
        Assert.Equal(2, questions.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        await UntilAsync(async () => await prometheus.Client.ValueAsync("""up{job="backend",region="eu-west"}""", TestContext.Current.CancellationToken) == 1);
    }

    [Fact, Defect(8)]
    public async Task Curl_takes_a_window_for_a_range_and_fails_without_a_word()
    {
        using var shell = new Shell();

        var asked = await shell.RunAsync("set -o pipefail\n" + RunbookText.Line(131, """curl -s 'http://prometheus:9090/api/v1/query?query=rate(flk_ingest_total{status!~"2.."}[1m])' | jq '.data.result'""").At(Here));

        Assert.Equal((3, "", ""), (asked.ExitCode, asked.Output, asked.Error));
    }

    [Fact, Defect(8)]
    public async Task The_check_of_the_metrics_answers_null()
    {
        using var shell = new Shell();

        var asked = await shell.RunAsync(RunbookText.Line(232, """curl -s 'http://prometheus:9090/api/v1/query?query=flk_ingest_total{region="us-east"}' | jq '.data.result[0].value[1]'""").At(Here));

        Assert.Equal((0, "null\n"), (asked.ExitCode, asked.Output));
    }

    /// <summary>watch hands its argument to <c>sh -c</c>, where the quotes are gone.</summary>
    [Fact, Defect(9)]
    public async Task What_watch_runs_is_no_shell_command()
    {
        using var shell = new Shell();
        var watched = RunbookText.Line(167, "curl -s http://prometheus:9090/api/v1/query?query=sum(rate(flk_ingest_total[1m])) by (region) | jq");

        var run = await shell.RunAsync($"sh -c '{watched.At(Here)}'");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("Syntax error", run.Error, StringComparison.Ordinal);
        await ReadUntilAsync<Reading>(new IngestProbe(prometheus.Client, working.Options, TimeProvider.System), reading => reading.Value > 0);
    }

    [Fact, Defect(10)]
    public async Task A_job_of_that_name_does_not_exist_and_no_series_is_no_answer()
    {
        using var shell = new Shell();
        const string selector = """up{job="fractal-lba",region="eu-west"}""";
        Assert.Contains(selector, RunbookText.Lines(96, 96), StringComparison.Ordinal);

        var asked = await shell.ReadAsync($"curl -fsS -G {prometheus.Url}api/v1/query --data-urlencode 'query={selector}' | jq -c .data.result");

        Assert.Equal("[]\n", asked);
        var unknown = await Assert.ThrowsAsync<CouldNotAskException>(() => prometheus.Client.ValueAsync(selector, TestContext.Current.CancellationToken));
        Assert.Equal("no series", unknown.Message);
    }

    [Fact, Defect(15)]
    public async Task A_label_that_is_not_there_makes_every_request_an_error()
    {
        using var shell = new Shell();
        const string errors = """rate(flk_ingest_total{status!~"2.."}[1m])""";
        Assert.Contains(errors, RunbookText.Lines(131, 131), StringComparison.Ordinal);
        var probe = new ErrorsProbe(prometheus.Client, working.Options, new FleetPolicy(), TimeProvider.System);
        var reading = await ReadUntilAsync<Reading>(probe, reading => reading.Health != Health.Unknown);

        var asked = await shell.ReadAsync($"curl -fsS -G {prometheus.Url}api/v1/query --data-urlencode 'query={errors} > 0' | jq '.data.result | length'");

        Assert.Equal("1\n", asked); // all of the traffic, though nothing fails
        Assert.Equal((Health.Pass, 0), (reading.Health, reading.Value));
    }

    private (string There, string Here) Here => ("http://prometheus:9090/", prometheus.Url.ToString());
}
