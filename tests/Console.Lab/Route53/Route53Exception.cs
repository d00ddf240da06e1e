namespace IncidentConsole.Lab.Route53;

/// <summary>An error the service answers with.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">As the API reference names it, such as <c>NoSuchHostedZone</c>.</param>
/// <param name="messages">One, but for InvalidChangeBatch, which may have several.</param>
public sealed class Route53Exception(int status, string code, params IReadOnlyList<string> messages) : Exception(string.Join(", ", messages))
{
    public int Status { get; } = status;
    public string Code { get; } = code;
    public IReadOnlyList<string> Messages { get; } = messages;

    public static Route53Exception InvalidInput(string message) => new(400, "InvalidInput", message);

    public static Route53Exception InvalidChangeBatch(params IReadOnlyList<string> messages) => new(400, "InvalidChangeBatch", messages);

    public static Route53Exception NoSuchHealthCheck(string id) => new(404, "NoSuchHealthCheck", $"A health check with id {id} does not exist.");
}
