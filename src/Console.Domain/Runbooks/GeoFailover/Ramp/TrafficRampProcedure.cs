using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

/// <summary>
/// Brings traffic back to a recovered region, step by step, each held while the guards pass. It stops by itself and leaves the weights as they
/// are: going on, a step back and back to nothing are the commander's to choose.
/// </summary>
public sealed class TrafficRampProcedure(IncidentDesk desk, Live<FleetSnapshot> fleet, FleetPolicy policy, IEnumerable<IActuator> actuators, TimeProvider time) : IProcedure
{
    /// <summary>The procedure's name.</summary>
    public const string Key = "traffic-ramp";

    /// <summary>The argument that holds the incident's number.</summary>
    public const string Incident = "incident";

    public string Name => Key;

    public CallScope Scope { get; } = new(new CallArgument(Incident, ArgumentKind.Incident));

    private Target Target => new(Target.Dns, null, policy.PublicName);

    public string Command(ProcedureCall call) => RampCommand.Of(call.Region, fleet.Current.DnsRecords?.State, policy, (before, after) => Dns().Command(new Change(Target, before, after)));

    public async Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken)
    {
        var plan = RampPlan.Of(policy, call.Region);
        var weights = new RampDns(Dns(), Target, run, time);
        var begun = await BeginAsync(call.Region, plan, run.Checkpoint, weights, cancellationToken);
        if (begun.Stop is not null) return Paused(call.Region, plan, begun.At, null, begun.Stop);

        var at = begun.At;
        while (at.Step < plan.Steps.Length)
        {
            var step = plan.Steps[at.Step];
            if (!at.IsSet)
            {
                var set = await SetAsync(call, plan, at, weights, run, cancellationToken);
                if (set.Stop is not null) return Paused(call.Region, plan, at, at.Step == 0 ? 0 : plan.Steps[at.Step - 1].Share, set.Stop);
                at = set.At;
            }
            var held = await new RampHold(call.Region, plan, policy.Ramp, weights, run, time).RunAsync(at, () => Context(call), cancellationToken);
            if (held.Stop is not null) return Paused(call.Region, plan, held.At, step.Share, held.Stop);
            at = held.At;
        }
        return ProcedureOutcome.Of(true, new RampResult(call.Region, plan.Last, at.Done, null, null), at.Done);
    }

    /// <summary>Where the weights are now: at 0, at one of the ramp's own steps, or where its checkpoint says. Anything else is somebody else's.</summary>
    private async Task<RampTurn> BeginAsync(
        RegionId region, RampPlan plan, string? recorded, RampDns weights, CancellationToken cancellationToken)
    {
        var now = await weights.ReadAsync(cancellationToken);
        if (recorded is not null)
        {
            var at = RampCheckpoint.Read(recorded);
            return at.IsSet && !at.Knows(now) ? new(at, RampDns.Foreign(now)) : RampTurn.GoesOn(at);
        }
        var (dedupHits, of) = DedupHitsBefore(region, now);
        var start = new RampCheckpoint(0, false, TimeSpan.Zero, [.. now.Lines], dedupHits, []) { DedupHitsOf = of };
        if (RampWeights.At(now, region, 0, policy) is null || RampWeights.ShareOf(now, region, policy) is not { } share)
            return new(start, $"there is no weighted record for {region} beside another region's: item {Steps.EnableHealthChecks.Number} comes first");
        if (OffTargetRecords.Of(now, fleet.Current.DnsRecords?.OffTarget ?? []).FirstOrDefault() is { } stray)
            return new(start, $"{stray}: the shares would not be those of this ramp. Give that record weight 0 first");
        if (share <= 0) return RampTurn.GoesOn(start);
        var reached = plan.Steps.ToList().FindIndex(step => Math.Abs(step.Share - share) < 1);
        return reached < 0
            ? new(start, $"{region} has {Text.Number(share)} % of the weights, which is no step of this ramp ({plan}): {string.Join("; ", now.Lines)}")
            : RampTurn.GoesOn(start with { Step = reached, IsSet = true });
    }

    private async Task<RampTurn> SetAsync(
        ProcedureCall call, RampPlan plan, RampCheckpoint at, RampDns weights, ProcedureRun run, CancellationToken cancellationToken)
    {
        var share = plan.Steps[at.Step].Share;
        var before = await weights.ReadAsync(cancellationToken);
        if (RampWeights.At(before, call.Region, share, policy) is not { } after) return new(at, RampDns.Foreign(before));
        // Set already when a runner died between the effect and its record: then it is not set again.
        if (!before.IsSameAs(after))
        {
            if (!at.Knows(before)) return new(at, RampDns.Foreign(before));
            if (Interlocks.CheckRamp(before, after, call.Region, Context(call)) is { } forbidden) return new(at, forbidden.Sentence);
            await run.CheckpointAsync(new($"Setting {call.Region} to {Text.Number(share)} %") { Fraction = plan.Fraction(at), Checkpoint = at.ToString() });
        }
        if (await weights.SetAsync(before, after, plan.Fraction(at), cancellationToken) is { } stop) return new(at, stop);
        at = at with { IsSet = true, Held = TimeSpan.Zero, Records = [.. after.Lines] };
        await run.CheckpointAsync(new($"{call.Region} is set to {Text.Number(share)} %") { Fraction = plan.Fraction(at), Checkpoint = at.ToString() });
        return RampTurn.GoesOn(at);
    }

    /// <summary>Over the last minutes, in the regions that carry the traffic now: the share, and of how many requests.</summary>
    private (double? Percent, double Requests) DedupHitsBefore(RegionId region, DnsState records)
    {
        var now = time.GetUtcNow();
        var before = policy.RegionIds.Where(other => other != region && Interlocks.Serves(records, other, policy))
            .Select(other => DedupHitGuard.Seen(fleet.Current.Region(other), now - TimeSpan.FromMinutes(5), now)).OfType<(double Percent, double Requests)>().ToList();
        return before.Count == 0 ? (null, 0) : (before.Average(each => each.Percent), before.Sum(each => each.Requests));
    }

    private StepContext Context(ProcedureCall call)
    {
        var number = int.Parse(call.Arguments[Incident], System.Globalization.CultureInfo.InvariantCulture);
        var book = desk.Book.Current;
        return new(book.Find(number)!.Incident, fleet.Current, policy, time.GetUtcNow()) { Book = book };
    }

    private IActuator Dns() => actuators.First(actuator => actuator.Handles(Target));

    /// <param name="share">Null when it has not begun.</param>
    private static ProcedureOutcome Paused(RegionId region, RampPlan plan, RampCheckpoint at, double? share, RampStop why) =>
        ProcedureOutcome.Of(
            false, new RampResult(region, share, at.Done, why.Because, why.Broke), [$"plan: {plan}", .. at.Done, .. at.Records]);
}
