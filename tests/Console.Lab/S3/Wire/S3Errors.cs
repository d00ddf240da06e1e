namespace IncidentConsole.Lab.S3.Wire;

/// <summary>The errors more than one place answers with, in S3's words.</summary>
internal static class S3Errors
{
    public static S3Exception NotImplemented(string what) =>
        new(501, "NotImplemented", $"A header or query you provided implies functionality that is not implemented: {what}");

    public static S3Exception InvalidArgument(string message, string name, string value) =>
        new(400, "InvalidArgument", message) { Details = { ["ArgumentName"] = name, ["ArgumentValue"] = value } };

    public static S3Exception InvalidRequest(string message) => new(400, "InvalidRequest", message);

    public static S3Exception AccessDenied(string message) => new(403, "AccessDenied", message);

    public static S3Exception BadDigest(string what) =>
        new(400, "BadDigest", $"The {what} you specified did not match the calculated checksum.");

    public static S3Exception IncompleteBody() =>
        new(400, "IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header.");

    public static S3Exception EntityTooLarge() =>
        new(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed object size.");

    public static S3Exception InternalError() =>
        new(500, "InternalError", "We encountered an internal error. Please try again.");

    public static S3Exception MalformedXml() =>
        new(400, "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema.");

    public static S3Exception NoSuchBucket(string bucket) =>
        new(404, "NoSuchBucket", "The specified bucket does not exist") { Details = { ["BucketName"] = bucket } };

    public static S3Exception NoSuchKey(string key) =>
        new(404, "NoSuchKey", "The specified key does not exist.") { Details = { ["Key"] = key } };

    public static S3Exception NoSuchVersion(string key, string versionId) =>
        new(404, "NoSuchVersion", "The specified version does not exist.") { Details = { ["Key"] = key, ["VersionId"] = versionId } };

    public static S3Exception PreconditionFailed(string condition) =>
        new(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold")
        {
            Details = { ["Condition"] = condition },
        };
}
