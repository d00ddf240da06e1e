using System.Text.Json.Serialization;

namespace IncidentConsole.Domain.Actions;

/// <summary>
/// What the console does to the fleet, as a value. The preview is its diff, a stale plan is one whose <see cref="Before"/> is no longer
/// true, done-already is a world that is <see cref="After"/>, verification is reading back, undo is the swap.
/// </summary>
public sealed record Change(Target Target, TargetState Before, TargetState After)
{
    [JsonIgnore]
    public Change Undo => new(Target, After, Before);

    /// <summary>Whether the world is as the change would have it.</summary>
    public bool IsDoneIn(TargetState now) => now.IsAs(After, Before);

    /// <summary>Whether the world is still as it was when the change was drawn up.</summary>
    public bool IsOpenIn(TargetState now) => now.IsAs(Before, After);

    [JsonIgnore]
    public bool IsEmpty => Before.IsSameAs(After);

    /// <summary>The lines of both sides, marked <c>-</c>, <c>+</c> or blank; a changed line's two forms stand together.</summary>
    [JsonIgnore]
    public IReadOnlyList<DiffLine> Diff
    {
        get
        {
            var removed = Before.Lines.Except(After.Lines).ToList();
            var added = After.Lines.Except(Before.Lines).ToList();
            return
            [
                .. removed.Zip(added).SelectMany(pair => new[] { new DiffLine('-', pair.First), new DiffLine('+', pair.Second) }),
                .. removed.Skip(added.Count).Select(line => new DiffLine('-', line)),
                .. added.Skip(removed.Count).Select(line => new DiffLine('+', line)),
                .. Before.Lines.Intersect(After.Lines).Select(line => new DiffLine(' ', line)),
            ];
        }
    }
}

/// <param name="Mark"><c>-</c>, <c>+</c> or a blank.</param>
public readonly record struct DiffLine(char Mark, string Line);
