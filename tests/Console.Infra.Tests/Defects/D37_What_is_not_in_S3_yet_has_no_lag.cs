using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Tests.Defects;

[Collection(RehearsalTests.Name)]
public class D37_What_is_not_in_S3_yet_has_no_lag(Rehearsal rehearsal)
{
    [Fact, Defect(37)]
    public async Task A_write_the_shipper_still_holds_is_lost_without_any_sign_where_the_console_sees_the_writer_silent()
    {
        using var shell = Shell.WithAws();
        shell.UseAws(rehearsal.Region("eu-west").S3);
        await rehearsal.UntilAsync("a write is shipped", async () =>
        {
            Assert.Equal(200, await rehearsal.SubmitAsync("eu-west", rehearsal.Documents.Create()));
            return await rehearsal.ProbeAsync("wal-writer/eu-west") is [Reading { Health: Health.Pass }];
        });
        await rehearsal.Range.BreakAsync("wal-stopped", ("region", "eu-west"));
        try
        {
            var (before, alike) = ("", 0);
            await rehearsal.UntilAsync("what other tests wrote has arrived", async () =>
            {
                var now = await shell.ReadAsync(Mended());
                (before, alike) = (now, now == before ? alike + 1 : 0);
                return alike == 4;
            });
            Assert.Equal(200, await rehearsal.SubmitAsync("eu-west", rehearsal.Documents.Create()));

            await rehearsal.UntilAsync("the console calls the writer silent", async () => await rehearsal.ProbeAsync("wal-writer/eu-west") is [Reading { Health: Health.Fail }]);
            Assert.Equal(before, await shell.ReadAsync(Mended()));
        }
        finally
        {
            await rehearsal.Range.HealAsync("wal-stopped");
        }
    }

    private string Mended() => RunbookText.Line(193, "s3api list-object-versions --bucket flk-wal-eu-west --prefix inbox/ | jq \".Versions | length\"")
        .At(("s3api", $"aws --endpoint-url {rehearsal.Region("eu-west").S3.Endpoint} s3api"));
}
