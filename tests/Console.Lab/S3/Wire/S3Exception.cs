namespace IncidentConsole.Lab.S3.Wire;

/// <summary>An answer that is one of S3's own errors.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">S3's code, such as <c>NoSuchKey</c>.</param>
/// <param name="message">S3's own words where they are known.</param>
internal sealed class S3Exception(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    /// <summary>Elements of the error beside code and message, such as <c>Key</c>.</summary>
    public Dictionary<string, string> Details { get; } = [];

    public Dictionary<string, string> Headers { get; } = [];
}
