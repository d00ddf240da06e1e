namespace IncidentConsole.Domain.Fleet;

/// <summary>Whether one region could carry the load of the whole fleet: asked before traffic is moved.</summary>
public static class Capacity
{
    /// <summary>
    /// Derived from the ready pods and the newest load that could be measured everywhere; Unknown when either is missing. As old as the older of the
    /// two: with a region or its Prometheus away the load is one of before, and says so.
    /// </summary>
    public static Reading Of(FleetSnapshot snapshot, RegionId region, FleetPolicy policy, DateTimeOffset now)
    {
        var pods = snapshot.Region(region).Read(Signals.Pods, now);
        var load = snapshot.TotalTraffic.Samples.LastOrDefault();
        var cadence = pods?.Cadence ?? TimeSpan.FromSeconds(10);
        if (pods is not { Health: not Health.Unknown, Value: { } ready } || load.Value is not { } rate)
            return Reading.Unknown(region, Signals.Capacity, "derived", now, cadence, pods?.Value is null ? "ready pods unknown" : "load of the fleet unknown");

        var room = ready * policy.RequestsPerPod;
        var words = snapshot.WholeTraffic(now) is not null ? $"is {Text.Number(rate)}/s" : $"was {Text.Number(rate)}/s at {Text.Time(load.At, now)} UTC, cannot be measured now";
        return new(region, Signals.Capacity, room >= rate ? Health.Pass : Health.Fail, rate, "/s", room, "derived from pods and traffic",
            load.At < pods.ObservedAt ? load.At : pods.ObservedAt, cadence, $"{Text.Number(ready)} pods carry {Text.Number(room)}/s; the fleet's load {words}");
    }
}
