using System.Globalization;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Runbooks;
using IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;
using IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

namespace IncidentConsole.Domain.Comms;

/// <summary>What is said while users are led back to the failed region because somebody asked for it: then "rerouted" holds no longer, and need not.</summary>
internal static class ReturnClaims
{
    public static bool IsReturning(StepContext context) => UnaskedReturn.Asked(context.Incident) && context.Fleet.LeadsUsersTo(context.Failed, context.Now) == true;

    /// <summary>Whether the failed region may take traffic, and whether it does: the latch binds this console, not the name servers.</summary>
    public static Claim Latch(StepContext context)
    {
        if (IsReturning(context)) return Claim.Fact(IsReturned(context) ? "traffic has been returned to it" : "traffic is being returned to it, step by step");
        if (!context.Incident.LatchedOut.Contains(context.Failed)) return Claim.Fact("it may take traffic again: it is not latched out");
        var askedAt = context.Fleet.Dns?.ObservedAt;
        return context.Fleet.LeadsUsersTo(context.Failed, context.Now) switch
        {
            null => new("traffic returns to it only by its ramp, or by an explicit release; that no name server leads to it is not verified", Proof.NotYetVerified, "the name servers could not be asked", askedAt),
            true => new(context.Incident.Rerouted is null ? "users are still led to it" : "users are led to it again, though nobody asked for it", Proof.Contradicted, "held out by this console, not by the name servers", askedAt),
            false => new("traffic returns to it only by its ramp, or by an explicit release", Proof.Proven, "latched out; no name server leads to it", askedAt),
        };
    }

    public static Claim Status(StepContext context)
    {
        return Share(context) is not { } share
            ? new($"Traffic is being returned to {context.Failed}; its share not measured", Proof.NotYetVerified, context.Fleet.Traffic?.Detail ?? "not asked", context.Fleet.Traffic?.ObservedAt)
            : IsNormal(context, share) ? new($"{context.Failed} takes its normal share of the traffic again ({Percent(share)})", Proof.Proven, context.Fleet.Traffic!.Source, context.Fleet.Traffic.ObservedAt)
            : IsReturned(context) ? new($"{context.Failed} has its normal weight again and takes {Percent(share)} of the traffic, {Percent(Normal(context))} normally", Proof.Contradicted, context.Fleet.Traffic!.Source, context.Fleet.Traffic.ObservedAt)
            : new($"Traffic is being returned to {context.Failed} step by step: {Percent(share)} now, {Percent(Normal(context))} normally", Proof.Proven, context.Fleet.Traffic!.Source, context.Fleet.Traffic.ObservedAt);
    }

    /// <summary>The ramp was done: what the region takes now it takes until somebody changes it. One that was left out returned nothing.</summary>
    private static bool IsReturned(StepContext context) => context.Incident.Step(TrafficRamp.Number).Status is StepStatus.Proven or StepStatus.Attested;

    public static bool IsNormal(StepContext context, double share) => Math.Abs(share - Normal(context)) <= context.Policy.Ramp.Tolerance;

    public static double Normal(StepContext context) => RampPlan.Of(context.Policy, context.Failed).Last;

    /// <summary>In percent of the traffic; null while not every region's can be measured.</summary>
    public static double? Share(StepContext context) => 100 * context.Fleet.WholeTraffic(context.Now)?.Share(context.Failed);

    public static string Percent(double share) => $"{share.ToString("0", CultureInfo.InvariantCulture)} %";
}
