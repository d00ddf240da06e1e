using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Operations;

internal static class HeadObject
{
    public static Operation Operation { get; } = new("HEAD", Scope.Object, Marker: "", ObjectRead.Parameters, RunAsync);

    private static Task RunAsync(S3Call call, CancellationToken cancellationToken)
    {
        _ = ObjectRead.WriteHead(call);
        return Task.CompletedTask;
    }
}
