using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.SplitBrainRig;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks.GeoSplitBrain;

/// <summary>What the messages say of writes.</summary>
public class WritesTests
{
    private readonly SplitBrainRig rig = new();

    [Theory]
    [InlineData(MessageKind.Update)]
    [InlineData(MessageKind.Mitigated)]
    public async Task That_no_region_accepts_writes_is_said_first_and_in_plain_words(MessageKind kind)
    {
        var context = await rig.FoundAndDeclaredAsync();
        Assert.Equal("Writes: not paused by us in any region", First(kind, context));
        context = Drained(context, EuWest);
        Assert.Equal("Writes: paused by us in eu-west since 10:31 UTC, not in us-east", First(kind, context));

        rig.World.Time.Advance(TimeSpan.FromMinutes(2));
        context = Drained(context with { Now = rig.World.Now }, UsEast);
        Assert.Equal("Writes: no region accepts writes, paused by us since 10:33 UTC", First(kind, context));
    }

    [Fact]
    public async Task While_nobody_can_write_it_is_not_mitigated()
    {
        var context = Drained(await rig.FoundAndDeclaredAsync(), EuWest);
        Assert.Null(PostMessage.TooEarly(context.Incident, MessageKind.Mitigated));
        context = Drained(context, UsEast);

        Assert.StartsWith("Not mitigated yet: no region accepts writes, paused by us since 10:31:", PostMessage.TooEarly(context.Incident, MessageKind.Mitigated)!.Sentence, StringComparison.Ordinal);
        Assert.Null(PostMessage.TooEarly(context.Incident, MessageKind.Update));
    }

    [Fact]
    public async Task The_start_message_says_which_region_is_drained()
    {
        var context = Drained(await rig.FoundAndDeclaredAsync(), EuWest);
        Assert.Contains("Draining traffic: yes, eu-west since 10:31 UTC; us-east is not drained", Written(MessageKind.Start, context), StringComparison.Ordinal);
        Assert.Contains("Draining traffic: yes, both regions: no region accepts writes, paused by us since 10:31 UTC", Written(MessageKind.Start, Drained(context, UsEast)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_resolution_names_the_pause_of_each_region()
    {
        var context = await rig.FoundAndDeclaredAsync();
        Assert.Contains("Downtime: none, both regions served throughout", Written(MessageKind.Resolved, context), StringComparison.Ordinal);

        context = Drained(context, EuWest);
        context = Drained(Later(context, 50), UsEast);
        Assert.Contains("Downtime: writes are still paused in eu-west and us-east", Written(MessageKind.Resolved, context), StringComparison.Ordinal);
        context = Resumed(Later(context, 185), EuWest);
        Assert.Contains("Downtime: writes are still paused in us-east", Written(MessageKind.Resolved, context), StringComparison.Ordinal);
        context = Resumed(Later(context, 30), UsEast);

        Assert.Contains("Downtime: writes paused for 3:55 in eu-west, 3:35 in us-east, of it 3:05 in both at once", Written(MessageKind.Resolved, context), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_that_was_drained_alone_was_paused_too()
    {
        var context = Resumed(Later(Drained(await rig.FoundAndDeclaredAsync(), EuWest), 65), EuWest);
        context = Resumed(Later(Drained(Later(context, 600), EuWest), 65), EuWest);
        Assert.Contains("Downtime: writes paused for 2:10 in eu-west; us-east was not paused", Written(MessageKind.Resolved, context), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_begins_with_the_click_as_the_first_pods_refuse_before_the_last_one_is_told()
    {
        var context = Drained(await rig.FoundAndDeclaredAsync(), EuWest);
        var drain = context.Incident.Plans[^1] with { EndedAt = context.Now.AddSeconds(40) };
        context = Resumed(Later(context with { Incident = context.Incident with { Plans = [drain] } }, 100), EuWest);
        Assert.Contains("Downtime: writes paused for 1:40 in eu-west", Written(MessageKind.Resolved, context), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_that_are_still_measured_behind_a_gate_are_said()
    {
        var context = BothDrained(await rig.FoundAndDeclaredAsync());
        rig.World.See(new Reading(EuWest, Signals.Ingest, Health.Pass, 3, "/s", null, "Prometheus", rig.World.Now, Cadence, "3 /s"));

        var claim = Messages.Shipped.Draft(MessageKind.Update, context with { Fleet = rig.World.Fleet.Current }).Claims[0];

        Assert.Equal(("no region accepts writes, paused by us since 10:31 UTC; but still measured: 3/s in eu-west", Proof.NotYetVerified), (claim.Text, claim.Proof));
    }

    private static StepContext Later(StepContext context, int seconds) => context with { Now = context.Now.AddSeconds(seconds) };

    private static StepContext Resumed(StepContext context, RegionId region) => With(context, Plan(17, null, new Change(
        new Target(Target.Deployment, region, "backend"), Deployment(3).With("DRAIN_WRITES", "true"), Deployment(3)), context.Now) with { Status = PlanStatus.Succeeded });

    private static string First(MessageKind kind, StepContext context) => Written(kind, context).Split('\n')[2];

    private static string Written(MessageKind kind, StepContext context) => Messages.Shipped.Draft(kind, context).Render(MessageFormat.Plain);
}
