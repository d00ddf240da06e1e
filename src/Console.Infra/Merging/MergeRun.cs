using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Merging;

/// <summary>One run of a merge: its state, what it tells, and how it ends. The same for every kind of store.</summary>
/// <param name="call">The failed region, and the argument <c>survivor</c>.</param>
internal sealed class MergeRun(ProcedureCall call, ProcedureRun run)
{
    /// <summary>Each pass finds less than the one before; a difference that outlives so many is not caught up with but made.</summary>
    public const int MostPasses = 10;

    public MergeState State { get; set; } = MergeState.From(run.Checkpoint);

    /// <summary>Entries looked at in a pass that begins anew when it is interrupted; they count once it has ended.</summary>
    public long Looked { get; set; }

    /// <summary>Those of the current pass.</summary>
    public ConflictList Conflicts { get; set; } = ConflictList.None;

    public ImmutableArray<Link> Legs { get; } = LegsOf(call);

    public Link Leg => Legs[State.Leg];

    /// <summary>From the failed region to the survivor, and back.</summary>
    public static ImmutableArray<Link> LegsOf(ProcedureCall call)
    {
        var survivor = new RegionId(call.Arguments["survivor"]);
        return [new(call.Region, survivor), new(survivor, call.Region)];
    }

    public Task ReportAsync(string text) => run.ReportAsync(Progress(text));

    /// <summary>For work whose end nobody knows.</summary>
    public Task ReportEndlessAsync(string text) => run.ReportAsync(Progress(text) with { Total = null });

    public Task CheckpointAsync(string text) => run.CheckpointAsync(Progress(text));

    /// <summary>The checkpoint of a run that was stopped: what it has written is counted, unless something is known not to be.</summary>
    public Task StoppedAsync()
    {
        (State, Looked) = (State with { IsWhole = true }, 0);
        return CheckpointAsync($"stopped in pass {State.Pass}");
    }

    /// <summary>Something that broke off may have written what nobody counted.</summary>
    public void Uncounted() => State = State with { IsLeast = true };

    public ProcedureOutcome Succeeded() => End(true, Words);

    public ProcedureOutcome NeverSettled(long missing) => End(false, $"{Words}; still {Text.Number(missing)} older than the lag were missing in the last: one of the stores loses entries");

    /// <param name="reason">Names the store.</param>
    public ProcedureOutcome Broken(string reason) => End(false, $"{reason}; so far {Words}. What was copied stays: run it again to go on");

    private string Words =>
        $"{Least}{Text.Number(State.Count(MergeOutcomes.Copied(Legs[0])))} copied {Legs[0]}, {Least}{Text.Number(State.Count(MergeOutcomes.Copied(Legs[1])))} the other way, "
        + $"{Several(Conflicts.Count, "conflict")}, {(State.Pass == 1 ? "1 pass" : $"{State.Pass} passes")}";

    private string Least => State.IsLeast ? "at least " : "";

    private ImmutableSortedDictionary<string, long> Counts => State.Counts.SetItem(MergeOutcomes.Conflicts, Conflicts.Count);

    private ProcedureOutcome End(bool succeeded, string outcome) =>
        new(succeeded, outcome, [
            .. Counts.Select(count => $"{count.Key}: {Text.Number(count.Value)}"),
            .. State.IsLeast ? ["It broke off in the middle: what it had copied and not yet counted by then is among already-there."] : Array.Empty<string>(),
            .. Conflicts.Lines(Legs[0]),
        ]) { Counts = Counts };

    private ProcedureProgress Progress(string text) => new(State.IsLeast ? $"{text}; it broke off before, so what is copied is counted at least" : text)
    {
        Done = State.Done + Looked,
        Total = State.Total is { } total ? Math.Max(total, State.Done + Looked) : null,
        Counts = Counts,
        Checkpoint = State.ToCheckpoint(),
    };

    private static string Several(long number, string thing) => $"{Text.Number(number)} {thing}{(number == 1 ? "" : "s")}";
}
