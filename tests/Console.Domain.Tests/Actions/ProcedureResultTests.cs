using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Runbooks.GeoFailover.Causes;
using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Actions;

/// <summary>What a procedure ends with, as it is stored and read again.</summary>
public class ProcedureResultTests
{
    private static readonly ProcedureResult[] Samples =
    [
        new ReplayResult(new DataLoss(3, 2, Start, Start.AddSeconds(14), true, 1), 321, 2, 0, 1, 0, 1, 0, 4, 1, "503"),
        new RampResult(EuWest, 50, ["10 %: 10 % measured, held 10:00"], "errors in eu-west 3.1 %", new(GuardKind.Errors, EuWest)),
        new CauseResult(true, "a node is not ready"),
    ];

    /// <summary>Stored names: never renamed, only added to.</summary>
    [Fact]
    public void Every_kind_is_stored_under_its_name() => Assert.Equal(["gather-cause", "traffic-ramp", "wal-replay"], ProcedureResult.Kinds.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_kind_survives_the_store()
    {
        Assert.Equal(ProcedureResult.Kinds.Values.OrderBy(kind => kind.Name), Samples.Select(sample => sample.GetType()).OrderBy(kind => kind.Name));
        foreach (var sample in Samples)
        {
            var stored = EventJson.Serialize(new ActionFailed(Guid.Empty, "", sample.Sentence, []) { Result = sample });
            var read = ((ActionFailed)EventJson.Read(stored)).Result;
            Assert.Equal(stored, EventJson.Serialize(new ActionFailed(Guid.Empty, "", sample.Sentence, []) { Result = read }));
            Assert.Equal(sample.Sentence, read!.Sentence);
        }
    }

    [Fact]
    public void An_end_without_a_result_is_stored_as_before() =>
        Assert.Equal("""{"type":"action-succeeded","title":"Ramp","outcome":"done","log":[],"counts":{},"planId":"00000000-0000-0000-0000-000000000000"}""",
            EventJson.Serialize(new ActionSucceeded(Guid.Empty, "Ramp", "done", [])));

    [Fact]
    public async Task A_persons_word_is_no_result_whatever_it_says()
    {
        var world = new World();
        world.EuWestDies();
        var number = await world.DeclareAsync();
        var plan = new ActionPlan(Guid.NewGuid(), 16, "ramp", "Ramp", null, new ProcedureCall(TrafficRampProcedure.Key, EuWest, ImmutableSortedDictionary<string, string>.Empty), "", [], null, null, null);
        await world.Desk.HandleAsync(number, Commander, _ => Decision.Of(new ActionPlanned(plan), new ActionConfirmed(plan.Id, "Ramp"), new ActionStarted(plan.Id, "Ramp", "console-1"),
            new ActionSettledByHand(plan.Id, "Ramp", false, "paused at 50 %: errors in eu-west 7 %, I was told")), CancellationToken.None);

        var state = world.Incident(number).Plan(plan.Id)!;

        Assert.Equal((null, "commander", PlanStatus.Failed), (state.Result, state.SettledBy, state.Status));
    }

    [Theory]
    [InlineData("paused at 50 %: dedup store in us-east 900 ms, limit 250 ms", GuardKind.DedupStore, true)]
    [InlineData("paused at 10 %: p95 latency in us-east 900 ms, limit 500 ms", GuardKind.Latency, false)]
    [InlineData("paused at 10 %: dedup hits in us-east 2 % of 40 requests, limit ≥ 5 %", GuardKind.DedupHits, false)]
    [InlineData("paused at 10 %: us-east is down: 3 of 3", null, false)]
    [InlineData("not begun: errors in us-east", null, false)]
    public void What_a_ramp_was_stored_as_before_is_read_as_what_it_would_be_today(string sentence, GuardKind? broke, bool metErrors)
    {
        var plan = PlanState.Planned(new ActionPlan(Guid.NewGuid(), 16, "ramp", "Ramp", null, new ProcedureCall("traffic-ramp", EuWest, ImmutableSortedDictionary<string, string>.Empty), "", [], null, null, null), "ada", Start);

        var read = Assert.IsType<RampResult>(OldEvents.ResultOf(plan, sentence, [], succeeded: false));

        Assert.Equal((broke is null ? null : new GuardId(broke.Value, UsEast), metErrors), (read.Broke, read.MetErrors));
    }

    [Fact]
    public void Counts_of_a_merge_read_as_words_and_keep_the_regions_names()
    {
        Assert.Equal("copied eu-west to us-east", MergeOutcomes.Text("copied-eu-west-to-us-east", [EuWest, UsEast]));
        Assert.Equal("already there", MergeOutcomes.Text("already-there", []));
        Assert.Equal("in both logs", MergeOutcomes.Text("in both logs", [EuWest, UsEast]));
    }
}
