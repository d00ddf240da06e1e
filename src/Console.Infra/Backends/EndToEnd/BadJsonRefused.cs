using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Infra.Backends.EndToEnd;

internal sealed class BadJsonRefused(EndToEndCalls calls) : IEndToEndCheck
{
    /// <summary>
    /// It stands in the WAL, which is written before a body is read: it says whose it is, and does not look like a PCS that was cut,
    /// which item 9 would have to call damage.
    /// </summary>
    internal const string Body = "incident-console: no JSON";

    public EndToEndPlace Place => EndToEndPlace.BadJson;

    public string Name => "bad JSON";

    public TimeSpan TimeBox => calls.TimeBox;

    public IEnumerable<string> Disturbs(RegionId region) => [Disturbance.DedupHits(calls.Tenant, region)];

    public string Command(RegionId region) => calls.Curl(region, calls.Tenant, Body);

    public Task<EndToEndResult> RunAsync(EndToEndSubject subject, CancellationToken cancellationToken) => calls.JudgeAsync(async () =>
    {
        var answer = await calls.SubmitAsync(subject.Region, calls.Tenant, Body, cancellationToken);
        return answer.Status == 400 ? EndToEndResult.Passed(answer.Answer.InWords) : EndToEndResult.Failed($"{answer.Answer.InWords}, not 400");
    }, cancellationToken);
}
