using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.SplitBrainRig;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Review;

public class SplitBrainFiguresTests
{
    private readonly SplitBrainRig rig = new();

    [Fact]
    public async Task It_tells_the_partition_what_was_found_and_that_nothing_is_proven_yet()
    {
        rig.Found(40, 35, 20);
        var incident = (await rig.DeclareAsync()).Incident;

        Assert.Equal(
            [
                new("partition", "Partition", Text.Clock(incident.Partition!.To - incident.Partition.From), incident.Partition.ToString()),
                new("conflicts", "Ids with two results", "20 → ?", "2 % of the keys when declared; not proven settled"),
                new("one-region", "Ids in one region only", "75 → ?", "7.5 % of the keys when declared; not proven settled"),
                new("writes", "No region took writes", "0:00", "both served throughout"),
            ],
            SplitBrainFigures.Of(incident, rig.World.Now));
    }

    [Fact]
    public async Task What_its_items_have_proven_is_the_end_of_it()
    {
        rig.Found(40, 0, 20);
        var number = (await rig.DeclareAsync()).Incident.Number;
        ImmutableArray<Evidence> proof = [new("Keys", Health.Pass, "alike", null, "Redis", rig.World.Now)];
        Assert.Null((await rig.World.Desk.HandleAsync(number, Commander, _ => Decision.Of([new StepProven(13, "", proof), new StepProven(14, "", proof)]), TestContext.Current.CancellationToken)).Refusal);

        var figures = SplitBrainFigures.Of(rig.World.Incident(number), rig.World.Now);

        Assert.Equal(("20 → 0", "2 % of the keys when declared; proven at its end", true), (figures[1].Value, figures[1].Below, figures[1].IsGood));
        Assert.Equal(("40 → 0", true), (figures[2].Value, figures[2].IsGood));
    }

    [Fact]
    public async Task While_both_are_paused_nobody_could_write_and_the_pause_counts_on()
    {
        var context = Drained(await rig.FoundAndDeclaredAsync(), EuWest);
        context = Drained(context with { Now = context.Now.AddSeconds(30) }, UsEast);

        var writes = SplitBrainFigures.Of(context.Incident, context.Now.AddSeconds(60))[^1];

        Assert.Equal(("1:00", "paused 1:30 in eu-west, 1:00 in us-east, still paused"), (writes.Value, writes.Below));
    }

    [Fact]
    public async Task A_split_brain_that_no_probe_saw_begin_has_no_window()
    {
        rig.World.BothHealthy();
        rig.CaughtUp();
        rig.Compare(0, 0, 3);

        var partition = SplitBrainFigures.Of((await rig.DeclareAsync()).Incident, rig.World.Now)[0];

        Assert.Equal(("?", "no probe between the regions saw it"), (partition.Value, partition.Below));
    }
}
