using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Backends.EndToEnd;

/// <summary>A fresh, signed PCS is accepted. The tests after it look for what it left behind.</summary>
internal sealed class SubmitAccepted(EndToEndCalls calls, TimeProvider time) : IEndToEndCheck
{
    public EndToEndPlace Place => EndToEndPlace.Submit;

    public string Name => "submit";

    public TimeSpan TimeBox => calls.TimeBox;

    public IEnumerable<string> Disturbs(RegionId region) => [Disturbance.DedupHits(calls.Tenant, region)];

    public string Command(RegionId region) => calls.Curl(region, calls.Tenant, SyntheticPcs.Fresh(calls.Options.SigningKey, time).Json);

    public Task<EndToEndResult> RunAsync(EndToEndSubject subject, CancellationToken cancellationToken) => calls.JudgeAsync(async () =>
    {
        var pcs = SyntheticPcs.Fresh(calls.Options.SigningKey, time);
        var at = time.GetUtcNow();
        var answer = await calls.SubmitAsync(subject.Region, calls.Tenant, pcs.Json, cancellationToken);
        if (!answer.Answer.IsAccepted) return EndToEndResult.Failed(answer.Answer.InWords, pcs.Json);
        subject.Accepted = new(pcs.PcsId, calls.Tenant, pcs.Json, answer.Body, at);
        return EndToEndResult.Passed($"{answer.Answer.InWords}, pcs {pcs.PcsId[..4]}…{pcs.PcsId[^2..]} as {calls.Tenant}", pcs.Json, answer.Body.TrimEnd());
    }, cancellationToken);
}
