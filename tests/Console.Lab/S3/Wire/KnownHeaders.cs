using IncidentConsole.Lab.S3.Storage;

namespace IncidentConsole.Lab.S3.Wire;

/// <summary>The <c>x-amz-*</c> headers the emulator gives their meaning to, or that change nothing here.</summary>
internal static class KnownHeaders
{
    public const string MetadataPrefix = "x-amz-meta-";

    private static readonly HashSet<string> Names = new(
    [
        "x-amz-date",
        "x-amz-content-sha256",
        "x-amz-decoded-content-length",
        "x-amz-trailer",
        "x-amz-sdk-checksum-algorithm",
        "x-amz-checksum-mode",
        "x-amz-checksum-type",
        "x-amz-user-agent",
        "x-amz-api-version",
        .. Checksum.Algorithms.Select(Checksum.HeaderOf),
    ], StringComparer.OrdinalIgnoreCase);

    /// <summary>A copy, an ACL or a tag that was quietly dropped would be worse than a refusal.</summary>
    public static void RefuseOthers(HttpRequest request)
    {
        var unknown = request.Headers.Keys.FirstOrDefault(name =>
            name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
            && !name.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase)
            && !Names.Contains(name));
        if (unknown is not null)
            throw S3Errors.NotImplemented(unknown);
    }
}
