using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Fleet.Backend;

/// <summary>The faults that act on a single submission: late answers and a share of errors.</summary>
internal sealed class FaultyRequests(string region, FaultBoard faults, TimeProvider time)
{
    /// <returns>True when the request was answered with an error and is over.</returns>
    public async Task<bool> AfflictAsync(HttpContext http)
    {
        if (faults.Find("latency", region) is { } latency)
            await Task.Delay(TimeSpan.FromMilliseconds(latency.Number("ms", 700)), time, http.RequestAborted);
        if (faults.Find("error-rate", region) is not { } errors || Random.Shared.NextDouble() * 100 >= errors.Number("percent", 5))
            return false;
        http.Response.StatusCode = StatusCodes.Status500InternalServerError;
        await http.Response.WriteAsync("Internal server error\n", http.RequestAborted);
        return true;
    }
}
