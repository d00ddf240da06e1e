using System.Collections.Immutable;
using IncidentConsole.Domain.Comms;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks.GeoSplitBrain;

/// <summary>An incident that is over, days later, while the same two regions are apart anew.</summary>
public class OverTests
{
    private readonly SplitBrainRig rig = new();

    [Fact]
    public async Task What_its_items_have_proven_is_told_and_not_the_partition_of_now()
    {
        var context = await OverAsync(new StepProven(13, "", Proof("Keys missing", "1,000 keys, all alike")), new StepProven(14, "", Proof("Keys with two results", "0 of 1,000 compared")));

        Assert.Null(SplitBrain.Measured(context));
        Assert.Equal((0, 0), (ProvenAlike.Conflicts(context.Incident), ProvenAlike.InOneOnly(context.Incident)));
        var resolved = Written(MessageKind.Resolved, context);
        Assert.Contains("• Key sets and results were alike at 2026-11-23 10:31 UTC", resolved, StringComparison.Ordinal);
        Assert.Contains("3 ids held different results when it was declared (0.3 %), none at its end", resolved, StringComparison.Ordinal);
        Assert.DoesNotContain("181", resolved, StringComparison.Ordinal);
        var update = Written(MessageKind.Update, context);
        Assert.Contains("next none, it is over", update, StringComparison.Ordinal);
        Assert.DoesNotContain("181", update, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_proved_is_not_known_any_more()
    {
        var context = await OverAsync();

        Assert.Null(ProvenAlike.Conflicts(context.Incident));
        Assert.Contains("How far they were apart at its end is not known any more", Written(MessageKind.Resolved, context), StringComparison.Ordinal);
        var evidence = SplitBrainRig.Item(1).Examine(context);
        Assert.Equal((Health.Unknown, "not known any more: the incident is over"), (Assert.Single(evidence).Verdict, evidence[0].Finding));
    }

    [Fact]
    public async Task The_way_it_went_does_not_change_with_the_conflicts_of_another_one()
    {
        rig.Found(40, 40, 0);
        var number = (await rig.DeclareAsync(Severity.P2)).Incident.Number;
        Assert.Equal(SplitBrainPath.MergeWhileServing, SplitBrainPaths.Of(await ApartAnewAsync(number)));
    }

    private async Task<StepContext> OverAsync(params IncidentEvent[] events)
    {
        var number = (await rig.FoundAndDeclaredAsync()).Incident.Number;
        if (events.Length > 0) Assert.Null((await rig.World.Desk.HandleAsync(number, Commander, _ => Decision.Of([.. events]), TestContext.Current.CancellationToken)).Refusal);
        return await ApartAnewAsync(number);
    }

    private async Task<StepContext> ApartAnewAsync(int number)
    {
        Assert.Null((await rig.World.Desk.HandleAsync(number, Commander, incident => Command.Resolve(incident, "over", evenSo: true), TestContext.Current.CancellationToken)).Refusal);
        rig.World.Time.Advance(TimeSpan.FromDays(2));
        rig.Found(181, 0, 20);
        return rig.World.Context(number);
    }

    private static string Written(MessageKind kind, StepContext context) => Messages.Shipped.Draft(kind, context).Render(MessageFormat.Plain);

    private ImmutableArray<Evidence> Proof(string title, string finding) => [new(title, Health.Pass, finding, null, "Redis", rig.World.Now)];
}
