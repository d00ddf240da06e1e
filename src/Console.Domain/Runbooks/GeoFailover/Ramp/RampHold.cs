using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

/// <summary>Holds one step: counts the time in which the measured share is as wanted and every guard is seen and good.</summary>
internal sealed class RampHold(RegionId region, RampPlan plan, RampPolicy policy, RampDns weights, ProcedureRun run, TimeProvider time)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly MeasuredShare share = new(region, policy);
    private readonly DateTimeOffset since = time.GetUtcNow();
    private readonly BreachWatch breaches = new(policy.BreachAfter);
    private DateTimeOffset? goodAt;
    private DateTimeOffset? astraySince;
    private DateTimeOffset saidAt;

    /// <returns>The checkpoint of the next step, or why the ramp pauses here.</returns>
    public async Task<RampTurn> RunAsync(RampCheckpoint at, Func<StepContext> look, CancellationToken cancellationToken)
    {
        var step = plan.Steps[at.Step];
        var records = await weights.ReadAsync(cancellationToken);
        while (true)
        {
            var context = look();
            if (!context.Incident.IsOpen) return new(at, "the incident is resolved");
            if (await ForeignAsync(at, records, context, cancellationToken) is { } foreign) return new(at, foreign);

            share.Take(context.Fleet.Traffic, context.Now);
            var guards = RampGuard.Examine(context, records, at, since);
            if ((breaches.Take(guards, context.Now) ?? AstrayTooLong(step, context.Now)) is { } breach) return new(at, breach);

            var waitsFor = WaitsFor(guards, step);
            // No more than a few ticks: while the process slept nobody looked.
            if (waitsFor is null && goodAt is { } before) at = at with { Held = at.Held + Least(context.Now - before, 3 * Tick) };
            goodAt = waitsFor is null ? context.Now : null;
            if (at.Held >= step.Hold) return await DoneAsync(at, step);

            await SayAsync(at, step, waitsFor, context.Now);
            await Task.Delay(Tick, time, cancellationToken);
        }
    }

    /// <summary>The probe's newer look is only a suspicion: it may have been under way while the weights were set.</summary>
    private async Task<string?> ForeignAsync(RampCheckpoint at, DnsState records, StepContext context, CancellationToken cancellationToken)
    {
        if (!at.Knows(records)) return RampDns.Foreign(records);
        if (context.Fleet.DnsRecords is not { State: { } seen } look || look.ObservedAt <= since || at.Knows(seen)) return null;
        var now = await weights.ReadAsync(cancellationToken);
        return at.Knows(now) ? null : RampDns.Foreign(now);
    }

    private RampStop? AstrayTooLong(RampStep step, DateTimeOffset now)
    {
        astraySince = IsAstray(step) ? astraySince ?? now : null;
        return now - astraySince >= policy.SettleWithin ? new($"{Astray(step)} for {Text.Span(policy.SettleWithin)}") : null;
    }

    /// <summary>Why this moment does not count; null when it does.</summary>
    private string? WaitsFor(IReadOnlyList<GuardReading> guards, RampStep step) =>
        breaches.Failing ?? share.Trouble ?? (IsAstray(step) ? Astray(step) : null)
        ?? (guards.FirstOrDefault(guard => guard is { Evidence.Required: true, Verdict: Health.Unknown }) is { Evidence: var unseen }
            ? $"not counted, {unseen.Title}: {unseen.Finding}" : null);

    private bool IsAstray(RampStep step) => share.Percent is { } percent && Math.Abs(percent - step.Share) > policy.ToleranceAt(step.Share);

    private string Astray(RampStep step) => $"measured {Percent}, wanted {Text.Number(step.Share)} ± {Text.Number(policy.ToleranceAt(step.Share))} %";

    private string Percent => share.Percent is { } percent ? $"{percent:0.#} %" : "nothing";

    private async Task<RampTurn> DoneAsync(RampCheckpoint at, RampStep step)
    {
        var next = at with { Step = at.Step + 1, IsSet = false, Held = TimeSpan.Zero, Done = at.Done.Add($"{Text.Number(step.Share)} %: {Percent} measured, held {Text.Clock(at.Held)}") };
        await run.CheckpointAsync(new($"{region} has held {Text.Number(step.Share)} %, measured {Percent}") { Fraction = plan.Fraction(next), Checkpoint = next.ToString() });
        return RampTurn.GoesOn(next);
    }

    /// <summary>About sixty times a step, and never twice in two seconds.</summary>
    private async Task SayAsync(RampCheckpoint at, RampStep step, string? waitsFor, DateTimeOffset now)
    {
        if (now - saidAt < step.Hold / 60 || now - saidAt < 2 * Tick) return;
        saidAt = now;
        var text = $"{region} at {Text.Number(step.Share)} %: {(waitsFor is null ? $"measured {Percent} over {Text.Span(policy.ShareWindow)}" : waitsFor)}; held {Text.Clock(at.Held)} of {Text.Clock(step.Hold)}, {Text.Clock(plan.Left(at))} to go in all";
        await run.ReportAsync(new ProcedureProgress(text) { Fraction = plan.Fraction(at), Checkpoint = at.ToString() });
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
