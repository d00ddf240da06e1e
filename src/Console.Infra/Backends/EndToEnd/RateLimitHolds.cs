using System.Globalization;
using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Configuration;

namespace IncidentConsole.Infra.Backends.EndToEnd;

/// <summary>
/// A burst of duplicates until the first 429, which must say when to come back. The bucket is one for all tenants, so the burst is bounded in
/// number and time and ends with that first answer: whoever else comes in that moment is turned away too.
/// </summary>
internal sealed class RateLimitHolds(EndToEndCalls calls, TimeProvider time) : IEndToEndCheck
{
    /// <summary>At once. More would only queue at the load balancer.</summary>
    public const int Lanes = 16;

    public EndToEndPlace Place => EndToEndPlace.RateLimit;

    public string Name => "429 with Retry-After";

    public TimeSpan TimeBox => calls.Options.BurstTimeBox + calls.TimeBox;

    public IEnumerable<string> Disturbs(RegionId region) =>
        [Disturbance.DedupHits(calls.Tenant, region), .. calls.Options.BurstRequests > 0 ? [Disturbance.RateLimit(region)]
        : Array.Empty<string>()];

    public string Command(RegionId region) => calls.Options.BurstRequests == 0 ? "# switched off: Backends:BurstRequests is 0"
        : $"pcs={ShellText.Quote(SyntheticPcs.Fresh(calls.Options.SigningKey, time).Json)}; export pcs\n"
            + $"seq {calls.Options.BurstRequests} | timeout {calls.Options.BurstTimeBox.TotalSeconds:0} xargs -P {Lanes} -n1 sh -c 'printf %s \"$pcs\" | {calls.Curl(region, calls.Tenant, "@-").Replace("'", "'\\''", StringComparison.Ordinal)}' _ | grep -m1 -A9 ' 429 '";

    public Task<EndToEndResult> RunAsync(EndToEndSubject subject, CancellationToken cancellationToken) => calls.JudgeAsync(async () =>
    {
        if (calls.Options.BurstRequests == 0) return EndToEndResult.Skipped("switched off (Backends:BurstRequests is 0)");
        if (subject.Accepted is not { } known) return EndToEndResult.Skipped("nothing was accepted before: a burst of what is refused would show nothing");
        await subject.ReportAsync($"a burst of at most {calls.Options.BurstRequests:#,0}");
        var began = time.GetTimestamp();
        var burst = await BurstAsync(subject.Region, known, cancellationToken);
        return Judge(burst, time.GetElapsedTime(began));
    }, cancellationToken);

    private async Task<Burst> BurstAsync(RegionId region, AcceptedSubmission known, CancellationToken cancellationToken)
    {
        using var http = calls.Burst();
        using var timer = new CancellationTokenSource(calls.Options.BurstTimeBox, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var burst = new Burst();
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => SendAsync()));
        cancellationToken.ThrowIfCancellationRequested();
        return burst;

        async Task SendAsync()
        {
            try
            {
                while (!stop.IsCancellationRequested && Interlocked.Increment(ref burst.Sent) <= calls.Options.BurstRequests)
                {
                    var answer = await calls.SubmitAsync(http, region, known.Tenant, known.Body, stop.Token);
                    Interlocked.Increment(ref burst.Answered);
                    if (answer.Answer.IsAccepted) continue;
                    Interlocked.CompareExchange(ref burst.Other, answer, null);
                    await stop.CancelAsync();
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // Another lane has seen what there is to see, or time is up.
            }
        }
    }

    private static EndToEndResult Judge(Burst burst, TimeSpan took)
    {
        var sent = $"{burst.Answered:#,0} in {took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s";
        return burst.Other switch
        {
            null => EndToEndResult.Skipped($"no 429 within the burst ({sent}): the limit lies above what it may ask for"),
            { Status: not 429 } other => EndToEndResult.Failed($"{other.Answer.InWords} within the burst ({sent})"),
            { RetryAfter: null } => EndToEndResult.Failed($"429 after {sent}, without Retry-After"),
            { RetryAfter: { } after } => EndToEndResult.Passed($"429 after {sent}, Retry-After {after}"),
        };
    }

    private sealed class Burst
    {
        public int Sent;
        public int Answered;
        public EndToEndAnswer? Other;
    }
}
