using System.Net;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Tests.Api.Support;

namespace IncidentConsole.Web.Tests.Api;

public sealed class ReconciliationTests : ApiTests
{
    private static readonly ReconciledPcs Lacking = new("ab12", PcsFate.Pending, "inbox/eu-west/a.wal", 70, World.Start, WasAnswered: true, "");

    [Fact]
    public async Task The_list_says_of_each_id_once_what_became_of_it_last()
    {
        var reports = await ReportsAsync();
        await reports.WriteAsync(World.UsEast, "1/r/found-000000", [Lacking, Lacking with { Id = "", Fate = PcsFate.Malformed, Offset = 140, WasAnswered = false, Words = "no record" }], TestContext.Current.CancellationToken);
        await reports.WriteAsync(World.UsEast, "1/r/sent-000000000", [Lacking with { Fate = PcsFate.Escalated, Words = "202, escalated: odd" }], TestContext.Current.CancellationToken);
        await reports.WriteAsync(World.UsEast, "12/r/found-000000", [Lacking with { Id = "of another incident" }], TestContext.Current.CancellationToken);

        var list = await Viewer.GetAsync("/api/v1/incidents/1/reconciliation", HttpStatusCode.OK);

        Assert.Equal([("ab12", "escalated"), ("", "malformed")], list.EnumerateArray().Select(pcs => (pcs.Text("id"), pcs.Text("fate"))));
    }

    [Fact]
    public async Task As_csv_no_cell_of_another_program_can_become_a_formula_or_another_row()
    {
        var reports = await ReportsAsync();
        await reports.WriteAsync(World.UsEast, "1/r/found-000000", [Lacking with { Id = "=cmd|\"\n1", WasAnswered = null, Words = "a \"b\"" }], TestContext.Current.CancellationToken);

        using var answer = await Viewer.GetAsync("/api/v1/incidents/1/reconciliation?format=csv", TestContext.Current.CancellationToken);

        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            "pcs_id,fate,written_at,answered,segment,offset,words\r\n\"'=cmd|\"\"\n1\",pending,2026-11-23T10:30:00.0000000Z,,\"inbox/eu-west/a.wal\",70,\"a \"\"b\"\"\"\r\n",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_cannot_be_read_or_asked_so_is_a_sentence()
    {
        var reports = await ReportsAsync();

        Assert.Equal("“xml” is no format. The formats are json, csv.", (await Viewer.GetAsync("/api/v1/incidents/1/reconciliation?format=xml", HttpStatusCode.UnprocessableEntity)).Text("detail"));
        await Viewer.GetAsync("/api/v1/incidents/2/reconciliation", HttpStatusCode.NotFound);
        reports.Trouble = "us-east S3: connection refused";
        Assert.Contains("us-east S3: connection refused", (await Viewer.GetAsync("/api/v1/incidents/1/reconciliation", HttpStatusCode.ServiceUnavailable)).Text("detail"), StringComparison.Ordinal);
    }

    private async Task<MemoryReports> ReportsAsync()
    {
        await Commander.DeclareAsync();
        return (MemoryReports)Console.Services.GetRequiredService<IReconciliationReports>();
    }
}
