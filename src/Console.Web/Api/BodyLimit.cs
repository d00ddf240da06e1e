using Microsoft.AspNetCore.Http.Metadata;

namespace IncidentConsole.Web.Api;

/// <summary>How much of a body a call takes, and what it says of more.</summary>
internal sealed record BodyLimit(int Bytes, string Sentence) : IRequestSizeLimitMetadata
{
    public static BodyLimit Ordinary { get; } = new(64 * 1024, "The body is too large: at most 64 KB are taken. Nothing was kept.");

    long? IRequestSizeLimitMetadata.MaxRequestBodySize => Bytes;

    public static BodyLimit Of(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<BodyLimit>() ?? Ordinary;
}
