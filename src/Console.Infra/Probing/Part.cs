namespace IncidentConsole.Infra.Probing;

/// <summary>The answer to one of several questions a probe asks at once, or why there is none.</summary>
/// <param name="Trouble">Null when it was answered.</param>
internal readonly record struct Part<T>(T? Value, string? Trouble);

internal static class Part
{
    /// <summary>Asks with a time box of its own, inside the probe's, so that one silent source does not take the answers of the others with it.</summary>
    public static async Task<Part<T>> AskAsync<T>(
        Func<CancellationToken, Task<T>> ask, TimeSpan timeBox, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(timeBox, time);
        using var box = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return new(await ask(box.Token).WaitAsync(box.Token), null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new(default, Reason.Of(exception, timeBox));
        }
    }

    /// <summary>Asks several sources at once; null when all answered, else each one that did not with its reason.</summary>
    public static async Task<string?> TroublesAsync(
        IReadOnlyDictionary<string, Func<CancellationToken, Task>> sources, TimeSpan timeBox, TimeProvider time, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(sources.Select(async source => (source.Key, Part: await AskAsync(async token =>
        {
            await source.Value(token);
            return true;
        }, timeBox, time, cancellationToken))));
        var troubles = answers.Where(each => each.Part.Trouble is not null).Select(each => $"{each.Key}: {each.Part.Trouble}").ToList();
        return troubles.Count == 0 ? null : string.Join("; ", troubles);
    }

    /// <summary>The part of a probe's time box its questions may use, so that it can still tell what came of them.</summary>
    public static TimeSpan Of(TimeSpan timeBox) => 0.8 * timeBox;
}
