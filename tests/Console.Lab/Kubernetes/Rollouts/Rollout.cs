namespace IncidentConsole.Lab.Kubernetes.Rollouts;

/// <summary>What a rollout does next: start so many pods of the new template, stop one, or wait.</summary>
internal readonly record struct RolloutStep(int Start, string? Stop)
{
    public static readonly RolloutStep Wait = new(0, null);
}

/// <summary>A pod as the decision sees it.</summary>
/// <param name="IsCurrent">Made from the template the deployment has now.</param>
internal sealed record RolloutPod(string Name, bool IsCurrent, bool IsReady);

/// <summary>
/// The rolling update of a Deployment: never more than <paramref name="Surge"/> pods above the number wanted, never more than
/// <paramref name="Unavailable"/> ready ones below it.
/// </summary>
internal sealed record Rollout(int Wanted, int Surge, int Unavailable)
{
    public RolloutStep Next(IReadOnlyList<RolloutPod> pods)
    {
        var old = pods.Where(pod => !pod.IsCurrent).ToList();
        var current = pods.Where(pod => pod.IsCurrent).ToList();

        var room = Wanted + (old.Count > 0 ? Surge : 0) - pods.Count;
        var missing = Wanted - current.Count;
        if (missing > 0 && room > 0) return new RolloutStep(Math.Min(missing, room), null);

        var atLeast = Wanted - Unavailable;
        // Old pods that are broken go first: they serve nobody.
        if (old.Find(pod => !pod.IsReady) is { } broken && pods.Count - atLeast - current.Count(pod => !pod.IsReady) > 0)
            return new RolloutStep(0, broken.Name);
        if (old.Find(pod => pod.IsReady) is { } serving && pods.Count(pod => pod.IsReady) > atLeast)
            return new RolloutStep(0, serving.Name);
        if (current.Count > Wanted)
            return new RolloutStep(0, (current.Find(pod => !pod.IsReady) ?? current[^1]).Name);
        return RolloutStep.Wait;
    }
}
