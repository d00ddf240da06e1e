using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.Hosting;

namespace IncidentConsole.Lab.Route53;

/// <summary>The faults of the API as a whole: <c>route53-down</c> and <c>route53-throttle</c>.</summary>
internal sealed class Route53Faults(FaultBoard faults)
{
    private readonly Lock gate = new();
    private ActiveFault? counted;
    private int throttled;

    /// <summary>True when the request was left unanswered.</summary>
    public async Task<bool> IsDeadAsync(HttpContext http)
    {
        if (faults.Find("route53-down") is not { } down) return false;
        await LoopbackApp.DieAsync(http, down.Text("how"));
        return true;
    }

    /// <exception cref="Route53Exception">Throttling.</exception>
    public void Throttle()
    {
        if (faults.Find("route53-throttle") is not { } fault) return;
        lock (gate)
        {
            if (!ReferenceEquals(fault, counted)) (counted, throttled) = (fault, 0);
            if (++throttled > fault.Number("times", double.PositiveInfinity)) return;
        }
        throw new Route53Exception(400, "Throttling", "Rate exceeded");
    }
}
