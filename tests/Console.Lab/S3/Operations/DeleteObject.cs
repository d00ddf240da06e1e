using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.S3.Operations;

internal static class DeleteObject
{
    public static Operation Operation { get; } = new("DELETE", Scope.Object, Marker: "", Parameters: ["versionId"], RunAsync);

    private static Task RunAsync(S3Call call, CancellationToken cancellationToken)
    {
        var deletion = Deletion.Of(call.Bucket(), call.Key, call.VersionId, call.Services.Time.GetUtcNow());
        call.Response.StatusCode = StatusCodes.Status204NoContent;
        call.Response.Headers["x-amz-version-id"] = deletion.VersionId ?? deletion.Marker?.VersionId;
        if (deletion.Marker is not null)
            call.Response.Headers["x-amz-delete-marker"] = "true";
        return Task.CompletedTask;
    }
}
