using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Runbooks.GeoSplitBrain.DedupProcedures;
using static IncidentConsole.Domain.Tests.Support.SplitBrainRig;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks.GeoSplitBrain;

/// <summary>What the messages say of the way out: what is planned is not told as what is done.</summary>
public class WayTests
{
    private readonly SplitBrainRig rig = new();

    [Fact]
    public async Task An_election_is_planned_until_both_regions_are_drained_and_told_as_done_once_it_is_in_place()
    {
        var context = await rig.FoundAndDeclaredAsync();

        Says(context, "Planned: both regions are drained, then the earlier write", Proof.NotYetVerified);
        Says(Drained(context, EuWest), "Planned: both regions are drained", Proof.NotYetVerified);
        Says(BothDrained(context), "Both regions are drained, so that the earlier write of each conflicting id can be elected", Proof.Proven);
        Says(Ran(BothDrained(context), Elect, "1-a"), "The earlier write of each conflicting id is elected from both WALs and not in place yet", Proof.Proven);
        Says(Ran(BothDrained(context), Swap, "1-a"), "The earlier write of each conflicting id was elected from both WALs and put in place", Proof.Proven);
    }

    [Fact]
    public async Task A_merge_is_planned_until_it_has_begun()
    {
        rig.Found(40, 40, 0);
        var context = await rig.DeclareAsync(Severity.P2);

        Says(context, "Planned: the differences are merged both ways while both regions serve", Proof.NotYetVerified);
        var begun = Plan(12, new ProcedureCall(Merge, EuWest, ImmutableSortedDictionary<string, string>.Empty), null, context.Now) with { Status = PlanStatus.Running, EndedAt = null };
        Says(With(context, begun), "the merge of the differences both ways has begun", Proof.Proven);
        Says(Ran(context, Merge, null), "No conflicts: the differences were merged both ways", Proof.Proven);
    }

    [Fact]
    public async Task Of_one_that_is_over_nothing_is_planned_any_more()
    {
        var context = await rig.FoundAndDeclaredAsync();
        Says(context with { Incident = context.Incident with { ResolvedAt = context.Now } }, "Nothing was elected or merged", Proof.NotYetVerified);
    }

    /// <summary>Among the claims of the message, and so with how it is known.</summary>
    private static void Says(StepContext context, string words, Proof proof) =>
        Assert.Equal(proof, Assert.Single(Messages.Shipped.Draft(MessageKind.Start, context).Claims, claim => claim.Text.Contains(words, StringComparison.Ordinal)).Proof);
}
