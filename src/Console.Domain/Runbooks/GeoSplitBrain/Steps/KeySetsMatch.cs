using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Steps;

/// <summary>Item 13.</summary>
internal static class KeySetsMatch
{
    public static Step Step { get; } = new(13, "key-sets", "Verify that the key sets match", "Verify key sets match",
        "A comparison made after item 12. Equal counts are not equal sets: every key is compared, and what is younger than the lag is left out.", "5.2")
    {
        Checks = [Match],
    };

    private static IEnumerable<Evidence> Match(StepContext context)
    {
        if (CopyToBoth.Done(context) is { EndedAt: { } done })
            yield return Disagreements.Judge(context, "Keys missing", "0 in either region", now => now.OnlyLeft + now.OnlyRight == 0, now => Disagreements.Words(now, context), done);
        else
            yield return new("Keys missing", Health.Fail, "nothing was copied yet (item 12)", "0 in either region", "Redis of both regions", context.Now);
    }
}
