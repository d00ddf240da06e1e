using IncidentConsole.Drills.Tests;
using Xunit.Sdk;
using Xunit.v3;

// Two lanes: a story mostly waits. What says of itself that it must be alone comes after the others, one by one: its times are worth something.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 2)]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]
[assembly: AssemblyFixture(typeof(Chromium))]

namespace IncidentConsole.Drills.Tests;

/// <summary>The longest stories begin first, so that both lanes end at about the same time. What is not named is short.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly List<string> Long =
        ["KilledInEachProcedureTests", "ScenariosTests", "EachSourceOnceTests", "ScoredDrillTests", "WholeIncidentTests", "MergeWhileServingTests", "LooksTests", "CloudflareTests"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(PlaceOf)];

    private static int PlaceOf<T>(T collection) where T : ITestCollection =>
        Long.FindIndex(name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)) is var place and >= 0 ? place : Long.Count;
}
