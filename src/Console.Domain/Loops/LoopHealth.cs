using System.Collections.Immutable;

namespace IncidentConsole.Domain.Loops;

/// <summary>Which background loops fail now, and how often each has failed since the start.</summary>
/// <param name="Failures">By the loop's name; zero for one that never has.</param>
public sealed record LoopHealth(ImmutableDictionary<Loop, LoopTrouble> Troubles, ImmutableSortedDictionary<string, long> Failures)
{
    public static LoopHealth Good { get; } = new(ImmutableDictionary<Loop, LoopTrouble>.Empty, ImmutableSortedDictionary<string, long>.Empty);

    /// <summary>What every page names: what failed again when it was tried again. The oldest first.</summary>
    public IEnumerable<LoopTrouble> Failing => Troubles.Values.Where(trouble => trouble.Times > 1).OrderBy(trouble => trouble.Since).ThenBy(trouble => trouble.Loop.Name, StringComparer.Ordinal);

    internal LoopHealth Known(string name) => Failures.ContainsKey(name) ? this : this with { Failures = Failures.Add(name, 0) };

    internal LoopHealth With(LoopTrouble trouble) => new(Troubles.SetItem(trouble.Loop, trouble), Failures.SetItem(trouble.Loop.Name, Failures.GetValueOrDefault(trouble.Loop.Name) + 1));

    internal LoopHealth Without(Loop loop) => Troubles.ContainsKey(loop) ? this with { Troubles = Troubles.Remove(loop) } : this;

    /// <summary>Without those things of a loop that nobody has tried again: they are gone, as a resolved incident is.</summary>
    internal LoopHealth WithoutGone(string name, DateTimeOffset before)
    {
        var gone = Troubles.Values.Where(trouble => trouble.Loop.Name == name && trouble.Loop.Subject.Length > 0 && trouble.NextTryAt < before).Select(trouble => trouble.Loop).ToList();
        return gone.Count == 0 ? this : this with { Troubles = Troubles.RemoveRange(gone) };
    }
}

/// <summary>A loop, or one thing of it, that failed and has not worked since.</summary>
/// <param name="Since">When it failed first.</param>
/// <param name="Times">In a row.</param>
/// <param name="NextTryAt">Not before.</param>
public sealed record LoopTrouble(Loop Loop, Failure Failure, DateTimeOffset Since, int Times, DateTimeOffset NextTryAt)
{
    /// <summary><c>Evidence is not being evaluated: this is a bug in the console (reference 3f9a1c2b)</c>.</summary>
    public string Sentence => $"{Loop.WhenFailing}: {Failure.Sentence}";
}
