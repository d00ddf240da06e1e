using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Backends.EndToEnd;

/// <summary>A PCS the region knows, asked for by a tenant it does not know: refused, and the stored answer is not told.</summary>
internal sealed class TenantsKeptApart(EndToEndCalls calls, TimeProvider time) : IEndToEndCheck
{
    private const string Stranger = "incident-console-stranger";

    public EndToEndPlace Place => EndToEndPlace.TenantIsolation;

    public string Name => "tenant isolation";

    public TimeSpan TimeBox => calls.TimeBox;

    public string Command(RegionId region) => calls.Curl(region, Stranger, SyntheticPcs.Fresh(calls.Options.SigningKey, time).Json);

    public Task<EndToEndResult> RunAsync(EndToEndSubject subject, CancellationToken cancellationToken) => calls.JudgeAsync(async () =>
    {
        if (subject.Accepted is not { } known) return EndToEndResult.Skipped("nothing was accepted before");
        var answer = await calls.SubmitAsync(subject.Region, Stranger, known.Body, cancellationToken);
        return answer.Status == 400 && answer.Answer.Verdict is null
            ? EndToEndResult.Passed($"{answer.Answer.InWords}: a stranger is not told the answer stored for {known.Tenant}")
            : EndToEndResult.Failed($"{answer.Answer.InWords} to a tenant nobody registered, not 400");
    }, cancellationToken);
}
