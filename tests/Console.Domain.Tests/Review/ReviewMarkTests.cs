using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.SplitBrainRig;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Review;

public class ReviewMarkTests
{
    private readonly SplitBrainRig rig = new();

    [Fact]
    public async Task The_charts_of_a_split_brain_mark_when_writes_stopped_what_was_put_in_place_and_when_they_came_back()
    {
        rig.Found(40, 40, 20);
        var context = await rig.DeclareAsync();
        StepContext Later(StepContext now) => now with { Now = now.Now.AddMinutes(1) };
        var drained = Drained(Later(Drained(Later(context), EuWest)), UsEast);
        var swapped = Ran(Later(drained), DedupProcedures.Swap, "1-a");
        var gate = swapped.Incident.Plans.First(plan => plan.Plan.Change?.Target.Region == EuWest);
        var resumed = With(Later(swapped), Plan(17, null, gate.Plan.Change!.Undo, Later(swapped).Now) with { Status = PlanStatus.Succeeded });

        var marks = ReviewMark.Of(rig.World.Desk.Book.Current.Find(context.Incident.Number)! with { Incident = resumed.Incident });

        Assert.Equal(["eu-west drained", "us-east drained", "elected in place", "eu-west takes writes"], marks.Select(mark => mark.Label).Where(label => label is not ("began" or "declared")));
    }
}
