using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.EndToEnd;

/// <summary>A run's results: a line for each test with its result and its time.</summary>
internal sealed class EndToEndReport
{
    private readonly ImmutableArray<string>.Builder log = ImmutableArray.CreateBuilder<string>();
    private readonly List<string> failed = [];
    private readonly List<string> skipped = [];
    private int passed;

    public void Add(string name, EndToEndResult result, TimeSpan took)
    {
        switch (result.Verdict)
        {
            case EndToEndVerdict.Passed: passed++; break;
            case EndToEndVerdict.Failed: failed.Add($"{name} ({result.Finding})"); break;
            default: skipped.Add(name); break;
        }
        log.Add($"{result.Verdict.ToString().ToLowerInvariant(),-7} {name}: {result.Finding}, {Took(took)}");
        log.AddRange(result.Log.Select(line => $"        {line}"));
    }

    public ProcedureProgress Progress(string text, int done, int total) => new(text) { Done = done, Total = total, Counts = Counts };

    /// <summary>What was skipped proves nothing and spoils nothing; it is named. A run in which nothing passed proves nothing at all.</summary>
    public ProcedureOutcome Outcome(RegionId region, TimeSpan took) => new(failed.Count == 0 && passed > 0,
        $"{passed} passed, {failed.Count} failed, {skipped.Count} skipped against {region} in {Took(took)}{List("failed", failed)}{List("skipped", skipped)}", log.ToImmutable())
    {
        Counts = Counts,
    };

    private ImmutableSortedDictionary<string, long> Counts => ImmutableSortedDictionary<string, long>.Empty
        .Add("passed", passed).Add("failed", failed.Count).Add("skipped", skipped.Count);

    private static string List(string word, List<string> names) => names.Count == 0 ? "" : $"; {word}: {string.Join(", ", names)}";

    private static string Took(TimeSpan took) => took.TotalSeconds < 1 ? $"{Text.Number(Math.Round(took.TotalMilliseconds))} ms" : $"{Text.Number(Math.Round(took.TotalSeconds, 1))} s";
}
