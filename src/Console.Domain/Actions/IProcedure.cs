using System.Collections.Immutable;

namespace IncidentConsole.Domain.Actions;

/// <summary>
/// Work that is no state to set: a smoke test, a replay, a merge, a ramp. Safe to run again from the beginning or from its checkpoint: after
/// a crash, or a pause, it is. Implemented by Infra, or by Domain where it only leads other tools.
/// </summary>
public interface IProcedure
{
    /// <summary>Stable: it is stored in plans.</summary>
    string Name { get; }

    /// <summary>All it may be called with; asked before it begins, whatever a stored plan says.</summary>
    CallScope Scope { get; }

    /// <summary>What a run moves that another may be measuring, each in words that are the same wherever it is meant: <c>the dedup hits
    /// of smoke-test in us-east</c>.</summary>
    IEnumerable<string> Disturbs(ProcedureCall call) => [];

    /// <summary>What nobody else may move while it runs, or its finding is worth nothing. The same words.</summary>
    IEnumerable<string> NeedsQuiet(ProcedureCall call) => [];

    /// <summary>The same work as a shell command, with the values filled in and no secret.</summary>
    string Command(ProcedureCall call);

    /// <summary>
    /// Does it, or goes on from the run's checkpoint. An expected bad outcome is returned, not thrown. Cancellation means that somebody paused or
    /// cancelled it, or that the process ends: it then stops at the next safe place with <see cref="OperationCanceledException"/>.
    /// </summary>
    Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken);
}

/// <param name="Outcome">What was measured, in a sentence.</param>
/// <param name="Log">Request and answer, kept as evidence; no secrets.</param>
public sealed record ProcedureOutcome(bool Succeeded, string Outcome, ImmutableArray<string> Log)
{
    /// <summary>A count: how much of what it was to look at could not be asked. A success is no proof then, of what nobody has seen.</summary>
    public const string NotAsked = "not asked";

    /// <summary>The same as data, where something decides by it: nothing reads <see cref="Outcome"/> or <see cref="Log"/> back. Null where
    /// nothing does.</summary>
    public ProcedureResult? Result { get; init; }

    /// <summary>What became of the things it worked on, by outcome class: <c>new</c>, <c>duplicate</c>, <c>failed</c>, ... Empty when it counts nothing.</summary>
    public ImmutableSortedDictionary<string, long> Counts { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>An end whose sentence is made from its result.</summary>
    public static ProcedureOutcome Of(bool succeeded, ProcedureResult result, ImmutableArray<string> log) =>
        new(succeeded, result.Sentence, log) { Result = result };

    /// <summary>The same, with how many of what it was to look at could not be asked.</summary>
    public ProcedureOutcome WithNotAsked(long notAsked) => notAsked == 0 ? this : this with { Counts = Counts.SetItem(NotAsked, notAsked) };
}
