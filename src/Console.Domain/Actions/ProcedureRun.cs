using System.Collections.Immutable;

namespace IncidentConsole.Domain.Actions;

/// <summary>What a running procedure knows of its own earlier runs, and where it says how far it is.</summary>
/// <param name="checkpoint">As it was last recorded; null at the first run.</param>
/// <param name="report">Records progress; the flag says that it must not be left out.</param>
public sealed class ProcedureRun(string? checkpoint, Func<ProcedureProgress, bool, Task> report)
{
    /// <summary>What the procedure itself recorded last, in its own form; null at the first run.</summary>
    public string? Checkpoint => checkpoint;

    /// <summary>Says how far it is. May be left out of the timeline when another was recorded a moment ago.</summary>
    public Task ReportAsync(ProcedureProgress progress) => report(progress, false);

    public Task ReportAsync(string text, double? fraction) => report(new(text) { Fraction = fraction }, false);

    /// <summary>Returns once it is recorded, however long the timeline is away: an effect that must not be repeated waits for this.</summary>
    public Task CheckpointAsync(ProcedureProgress progress) => report(progress, true);
}

/// <summary>How far a procedure is.</summary>
/// <param name="Text">In a sentence: <c>merging us-east → eu-west, pass 2</c>.</param>
public sealed record ProcedureProgress(string Text)
{
    /// <summary>0 to 1; null when it cannot be known. Where <see cref="Total"/> is given it is worked out from it.</summary>
    public double? Fraction { get; init; }

    /// <summary>Things worked on so far; with it the page shows the rate.</summary>
    public long? Done { get; init; }

    /// <summary>Things there are; with it the page shows the time that is left.</summary>
    public long? Total { get; init; }

    /// <summary>By outcome class, so far.</summary>
    public ImmutableSortedDictionary<string, long> Counts { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Where to go on after a pause or a crash, in the procedure's own form; null keeps the one before.</summary>
    public string? Checkpoint { get; init; }
}
