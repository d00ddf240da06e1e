using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.EndToEnd;

/// <summary>
/// The console's own end-to-end suite: every test there is, one after the other, each in its time box. It changes nothing that a second
/// run would not change again, so after a crash it begins anew.
/// </summary>
public sealed class EndToEndProcedure(IEnumerable<IEndToEndCheck> checks, TimeProvider time) : IProcedure
{
    public const string ProcedureName = "e2e-tests";

    private readonly ImmutableArray<IEndToEndCheck> checks = [.. checks.OrderBy(check => check.Place)];

    public string Name => ProcedureName;

    public CallScope Scope { get; } = new();

    public IEnumerable<string> Disturbs(ProcedureCall call) => checks.SelectMany(check => check.Disturbs(call.Region)).Distinct();

    public string Command(ProcedureCall call) => string.Join('\n', checks.Select(check => $"# {check.Name}\n{check.Command(call.Region)}"));

    public async Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken)
    {
        if (checks.IsEmpty) return new(false, "there is no test to run", []);
        var report = new EndToEndReport();
        var began = time.GetTimestamp();
        var at = 0;
        var subject = new EndToEndSubject(call.Region, time.GetUtcNow(), text => run.ReportAsync(report.Progress($"{checks[at].Name}: {text}", at, checks.Length)));
        for (; at < checks.Length; at++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await run.ReportAsync(report.Progress(checks[at].Name, at, checks.Length));
            var started = time.GetTimestamp();
            var result = await InTimeAsync(checks[at], subject, cancellationToken);
            report.Add(checks[at].Name, result, time.GetElapsedTime(started));
        }
        return report.Outcome(call.Region, time.GetElapsedTime(began));
    }

    private async Task<EndToEndResult> InTimeAsync(IEndToEndCheck check, EndToEndSubject subject, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(check.TimeBox, time);
        using var box = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await check.RunAsync(subject, box.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return EndToEndResult.Failed($"no result within {Text.Span(check.TimeBox)}");
        }
    }
}
