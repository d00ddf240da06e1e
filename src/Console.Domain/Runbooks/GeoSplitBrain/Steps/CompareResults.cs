using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 14.</summary>
internal static class CompareResults
{
    public static Step Step { get; } = new(14, "compare-results", "Compare the results of a sample of PCS", "Compare results",
        "The runbook asks for a sample; the console compares the results of all keys, and of all rows in the warm stores behind them.", "5.2")
    {
        Checks = [Alike, WarmAlike],
        Actions =
        [
            new("warm-compare", context => $"Compare the warm stores of {context.Incident.Where}", NeedsPreview: false)
            {
                Procedure = context => DedupProcedures.Call(context, DedupProcedures.WarmCompare),
            },
        ],
    };

    // Behind Redis a backend asks its warm store: two results there come back once Redis forgets.
    private static IEnumerable<Evidence> WarmAlike(StepContext context)
    {
        const string Title = "Warm rows with two results";
        var evidence = Runs.Evidence(context, DedupProcedures.WarmCompare, Title, "not compared yet", "0", "Postgres of both regions");
        var written = new[] { CopyToBoth.Done(context)?.EndedAt, CopyToBoth.WarmChangedAt(context) }.Max();
        yield return Runs.Ended(context, DedupProcedures.WarmCompare)?.EndedAt is not { } at ? evidence with { Verdict = Health.Unknown }
            : at < written ? evidence with { Verdict = Health.Unknown, Finding = $"not compared since {Text.Time(written.Value)} UTC, when item 12 wrote" }
            : evidence.Verdict == Health.Fail ? evidence with { Finding = $"{evidence.Finding}: item {CopyToBoth.Step.Number} puts the elected results into the warm stores too" }
            : evidence;
    }

    private static IEnumerable<Evidence> Alike(StepContext context)
    {
        if (CopyToBoth.Done(context) is { EndedAt: { } done })
            yield return Disagreements.Judge(context, "Keys with two results", "0", now => now.Conflicts == 0, now => $"{Text.Number(now.Conflicts)} of {Text.Number(now.Keys)} compared", done);
        else
            yield return new("Keys with two results", Health.Fail, "nothing was copied yet (item 12)", "0", "Redis of both regions", context.Now);
    }
}
