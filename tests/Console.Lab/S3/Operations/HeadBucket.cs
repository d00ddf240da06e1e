using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Operations;

internal static class HeadBucket
{
    public static Operation Operation { get; } = new("HEAD", Scope.Bucket, Marker: "", Parameters: [], RunAsync);

    private static Task RunAsync(S3Call call, CancellationToken cancellationToken)
    {
        call.Response.Headers["x-amz-bucket-region"] = call.Bucket().Region;
        return Task.CompletedTask;
    }
}
