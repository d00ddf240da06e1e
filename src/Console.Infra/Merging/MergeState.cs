using System.Collections.Immutable;
using System.Text.Json;

namespace IncidentConsole.Infra.Merging;

/// <summary>How far a two-way merge is: what its checkpoint holds, as JSON.</summary>
/// <param name="Pass">Counted from 1.</param>
/// <param name="Leg">0 from the failed region to the survivor, 1 back.</param>
/// <param name="Position">How far within the leg, in the store's own form; null at its beginning.</param>
/// <param name="Done">Entries looked at so far, in all passes and both legs.</param>
/// <param name="Total">Entries there are to look at until the end of this pass, as far as is known; null when it is not.</param>
/// <param name="Counts">What became of them. A later pass adds only what it found to do.</param>
internal sealed record MergeState(int Pass, int Leg, string? Position, long Done, long? Total, ImmutableSortedDictionary<string, long> Counts)
{
    private static readonly MergeState Start = new(1, 0, null, 0, null, ImmutableSortedDictionary<string, long>.Empty);

    /// <summary>Everything that was written is counted: it was stopped, not broken off.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Something was written and not counted, since the process or a store went away in the middle: it now counts as there already.</summary>
    public bool IsLeast { get; init; }

    public string ToCheckpoint() => JsonSerializer.Serialize(this);

    public MergeState NextLeg() => this with { Leg = Leg + 1, Position = null };

    public MergeState NextPass() => this with { Pass = Pass + 1, Leg = 0, Position = null };

    /// <summary>Goes on from a checkpoint; anew when there is none or another version wrote it, which repeats reading and nothing else.</summary>
    public static MergeState From(string? checkpoint)
    {
        try
        {
            return checkpoint is null ? Start
                : JsonSerializer.Deserialize<MergeState>(checkpoint) is { Counts: not null, Pass: > 0 } state ? state with { IsWhole = false, IsLeast = state.IsLeast || !state.IsWhole }
                : Start with { IsLeast = true };
        }
        catch (JsonException)
        {
            return Start with { IsLeast = true };
        }
    }

    public long Count(string outcome) => Counts.GetValueOrDefault(outcome);

    public MergeState Add(string outcome, long more) => more == 0 ? this : this with { Counts = Counts.SetItem(outcome, Count(outcome) + more) };
}
