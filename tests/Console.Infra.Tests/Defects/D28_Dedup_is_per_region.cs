namespace IncidentConsole.Infra.Tests.Defects;

[Collection(RehearsalTests.Name)]
public class D28_Dedup_is_per_region(Rehearsal rehearsal)
{
    [Fact, Defect(28, RightWay = "`DegradedModeTests`: option A says how many PCS may be processed twice before it is chosen")]
    public async Task What_is_not_replicated_is_processed_twice_under_the_runbooks_protection()
    {
        RunbookText.Line(178, "Idempotency via `pcs_id` dedup prevents double-effects");
        await rehearsal.Range.BreakAsync("partition");
        try
        {
            var document = rehearsal.Documents.Create();
            var before = (West: await HitsAsync("eu-west"), East: await HitsAsync("us-east"));

            Assert.Equal((200, 200), (await rehearsal.SubmitAsync("eu-west", document), await rehearsal.SubmitAsync("us-east", document)));

            Assert.Equal(before, (await HitsAsync("eu-west"), await HitsAsync("us-east")));
        }
        finally
        {
            await rehearsal.Range.HealAsync("partition");
        }
    }

    /// <summary>Duplicates the region's backends have noticed so far.</summary>
    private Task<double> HitsAsync(string region) => rehearsal.CountAsync(region, "flk_dedup_hits");
}
