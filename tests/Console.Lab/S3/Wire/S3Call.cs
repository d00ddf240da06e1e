using System.Xml.Linq;
using IncidentConsole.Lab.S3.Signing;
using IncidentConsole.Lab.S3.Storage;

namespace IncidentConsole.Lab.S3.Wire;

/// <summary>A verified call and what an operation needs to answer it.</summary>
internal sealed record S3Call(HttpContext Http, RequestTarget Target, Payload Payload, RegionServices Services)
{
    public HttpRequest Request => Http.Request;

    public HttpResponse Response => Http.Response;

    public string Key => Target.Key;

    public string? VersionId => Target.Parameter("versionId");

    public string? Header(string name) => Request.Headers[name].FirstOrDefault();

    /// <exception cref="S3Exception"><c>NoSuchBucket</c>, or <c>PermanentRedirect</c> when another region's endpoint serves it.</exception>
    public Bucket Bucket()
    {
        var bucket = Services.Store.Find(Target.Bucket) ?? throw S3Errors.NoSuchBucket(Target.Bucket);
        if (bucket.Region == Services.Region)
            return bucket;
        throw new S3Exception(
            301, "PermanentRedirect", "The bucket you are attempting to access must be addressed using the specified endpoint.")
        {
            Details = { ["Endpoint"] = $"s3.{bucket.Region}.amazonaws.com", ["Bucket"] = bucket.Name },
            Headers = { ["x-amz-bucket-region"] = bucket.Region },
        };
    }

    public Task WriteXmlAsync(XElement root, CancellationToken cancellationToken) =>
        S3Xml.WriteAsync(Response, StatusCodes.Status200OK, root, cancellationToken);
}
