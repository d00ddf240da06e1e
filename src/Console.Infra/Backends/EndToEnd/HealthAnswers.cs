using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Configuration;

namespace IncidentConsole.Infra.Backends.EndToEnd;

internal sealed class HealthAnswers(EndToEndCalls calls) : IEndToEndCheck
{
    public EndToEndPlace Place => EndToEndPlace.Health;

    public string Name => "health";

    public TimeSpan TimeBox => calls.TimeBox;

    public string Command(RegionId region) => $"curl -sS -i --max-time {TimeBox.TotalSeconds:0} {ShellText.Quote(calls.UrlOf(region, "/health").ToString())}";

    public Task<EndToEndResult> RunAsync(EndToEndSubject subject, CancellationToken cancellationToken) => calls.JudgeAsync(async () =>
    {
        var (status, body) = await calls.HealthAsync(subject.Region, cancellationToken);
        var words = $"{status} {(body.Trim() is { Length: <= 40 } text ? text : "a body that is not OK")}".TrimEnd();
        return status == 200 && body.Trim() == "OK" ? EndToEndResult.Passed(words) : EndToEndResult.Failed($"{words}, not 200 OK");
    }, cancellationToken);
}
