using IncidentConsole.Lab.Faults;
using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3;

/// <summary>Asks the fault board before each request what kind of broken the region is.</summary>
internal sealed class FaultGate(FaultBoard faults, string region)
{
    /// <returns>False when the request is not to be answered: its connection is already cut.</returns>
    /// <exception cref="S3Exception"><c>ServiceUnavailable</c>.</exception>
    public async Task<bool> LetsThroughAsync(HttpContext http, CancellationToken cancellationToken)
    {
        switch (How())
        {
            case null:
                return true;
            case "error":
                throw new S3Exception(503, "ServiceUnavailable", "Service is unable to handle request.");
            case "hang":
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
        }
        http.Abort();
        return false;
    }

    /// <summary>The fault <c>s3-put-denied</c>: what is there can be read, and nothing can be written.</summary>
    public bool Denies(string method) => HttpMethods.IsPut(method) && faults.IsOn("s3-put-denied", region);

    private string? How()
    {
        if (faults.Find("region-down", region) is { } down)
            return down.Text("how") ?? "refuse";
        return faults.Find("s3-down", region) is { } s3 ? s3.Text("how") ?? "error" : null;
    }
}
