using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Configuration;

namespace IncidentConsole.Infra.Backends.EndToEnd;

/// <summary>The same again gets the same answer, byte for byte. That it came from the dedup store is item 8.</summary>
internal sealed class DuplicateAnswersAlike(EndToEndCalls calls, TimeProvider time) : IEndToEndCheck
{
    public EndToEndPlace Place => EndToEndPlace.Duplicate;

    public string Name => "duplicate";

    public TimeSpan TimeBox => calls.TimeBox;

    public IEnumerable<string> Disturbs(RegionId region) => [Disturbance.DedupHits(calls.Tenant, region)];

    public string Command(RegionId region) =>
        $"pcs={ShellText.Quote(SyntheticPcs.Fresh(calls.Options.SigningKey, time).Json)}\nfor i in 1 2; do printf %s \"$pcs\" | {calls.Curl(region, calls.Tenant, "@-")}; done";

    public Task<EndToEndResult> RunAsync(EndToEndSubject subject, CancellationToken cancellationToken) => calls.JudgeAsync(async () =>
    {
        if (subject.Accepted is not { } first) return EndToEndResult.Skipped("nothing was accepted before");
        var second = await calls.SubmitAsync(subject.Region, first.Tenant, first.Body, cancellationToken);
        return second.Answer.IsAccepted && second.Body == first.Answer
            ? EndToEndResult.Passed("the same answer, byte for byte")
            : EndToEndResult.Failed($"not the same answer: {second.Answer.InWords}", first.Answer.TrimEnd(), second.Body.TrimEnd());
    }, cancellationToken);
}
