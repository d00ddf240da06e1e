using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Operations;

internal static class GetObject
{
    public static Operation Operation { get; } = new("GET", Scope.Object, Marker: "", ObjectRead.Parameters, RunAsync);

    private static async Task RunAsync(S3Call call, CancellationToken cancellationToken) =>
        await call.Response.Body.WriteAsync(ObjectRead.WriteHead(call), cancellationToken);
}
