using System.Text.Json;

namespace IncidentConsole.Infra.Tests.Defects;

[Collection(RehearsalTests.Name)]
public class D39_A_smoke_test_that_cannot_fail(Rehearsal rehearsal)
{
    [Fact, Defect(39, 41)]
    public async Task The_file_is_missing_nothing_is_sent_the_answer_is_400_and_curl_is_content()
    {
        using var shell = new Shell();

        var submit = await shell.RunAsync(RunbookText.Lines(205, 208).At(rehearsal.Api("us-east")));

        Assert.Equal((0, "Invalid JSON\n"), (submit.ExitCode, submit.Output));
        Assert.Contains("Couldn't read data from file \"tests/data/golden_pcs.json\"", submit.Error, StringComparison.Ordinal);
        Assert.True((await rehearsal.RunAsync("smoke-test", "us-east")).Succeeded);
    }

    [Fact, Defect(41, 42)]
    public async Task A_tenant_nobody_registered_is_refused_and_curl_is_content()
    {
        using var shell = WithGolden();

        var submit = await shell.RunAsync(RunbookText.Lines(205, 208).At(rehearsal.Api("us-east")));

        Assert.Equal((0, "Unknown tenant\n"), (submit.ExitCode, submit.Output));
        var smoke = await rehearsal.RunAsync("smoke-test", "us-east");
        Assert.StartsWith("200, accepted", smoke.Outcome, StringComparison.Ordinal);
        Assert.Contains("X-Tenant-Id: smoke-test", smoke.Log);
    }

    [Fact, Defect(39)]
    public async Task A_fixed_pcs_is_answered_from_the_store_and_verifies_nothing()
    {
        using var shell = WithGolden();
        var golden = RunbookText.Lines(205, 208).At(rehearsal.Api("us-east"), ("X-Tenant-Id: test", "X-Tenant-Id: smoke-test"));
        await shell.ReadAsync(golden);
        var (verified, hits) = (await VerifiedAsync(), await rehearsal.CountAsync("us-east", "flk_dedup_hits"));

        Assert.Contains("\"accepted\":true", await shell.ReadAsync(golden), StringComparison.Ordinal);
        Assert.Equal((verified, hits + 1), (await VerifiedAsync(), await rehearsal.CountAsync("us-east", "flk_dedup_hits")));

        await rehearsal.RunAsync("smoke-test", "us-east");
        await rehearsal.RunAsync("smoke-test", "us-east");
        Assert.Equal((verified + 2, hits + 1), (await VerifiedAsync(), await rehearsal.CountAsync("us-east", "flk_dedup_hits")));
    }

    private Task<double> VerifiedAsync() => rehearsal.CountAsync("us-east", "flk_accepted");

    private Shell WithGolden()
    {
        var shell = new Shell();
        shell.Write("tests/data/golden_pcs.json", JsonSerializer.Serialize(rehearsal.Documents.Create()));
        return shell;
    }
}
