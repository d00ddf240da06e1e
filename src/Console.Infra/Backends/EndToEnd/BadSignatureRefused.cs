using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Backends.EndToEnd;

/// <summary>A fresh PCS signed with a key that is not the fleet's is refused: a known one would be, too, since signatures are checked before dedup.</summary>
internal sealed class BadSignatureRefused(EndToEndCalls calls, TimeProvider time) : IEndToEndCheck
{
    private const string NobodysKey = "not the key of this fleet";

    public EndToEndPlace Place => EndToEndPlace.BadSignature;

    public string Name => "bad signature";

    public TimeSpan TimeBox => calls.TimeBox;

    public IEnumerable<string> Disturbs(RegionId region) => [Disturbance.DedupHits(calls.Tenant, region)];

    public string Command(RegionId region) => calls.Curl(region, calls.Tenant, SyntheticPcs.Fresh(NobodysKey, time).Json);

    public Task<EndToEndResult> RunAsync(EndToEndSubject subject, CancellationToken cancellationToken) => calls.JudgeAsync(async () =>
    {
        if (string.IsNullOrEmpty(calls.Options.SigningKey)) return EndToEndResult.Skipped("the fleet does not sign (no Backends:SigningKey)");
        var answer = await calls.SubmitAsync(subject.Region, calls.Tenant, SyntheticPcs.Fresh(NobodysKey, time).Json, cancellationToken);
        return answer.Status == 401 ? EndToEndResult.Passed(answer.Answer.InWords) : EndToEndResult.Failed($"{answer.Answer.InWords}, not 401");
    }, cancellationToken);
}
