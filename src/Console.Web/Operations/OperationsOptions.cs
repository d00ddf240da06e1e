namespace IncidentConsole.Web.Operations;

/// <summary>How others watch the console: configuration section <c>Operations</c>.</summary>
internal sealed class OperationsOptions
{
    public const string Section = "Operations";

    /// <summary>
    /// Lets anybody read <c>/metrics</c>. Otherwise Prometheus needs a token: a machine's with the scope Metrics, or a viewer's.
    /// </summary>
    public bool PublicMetrics { get; init; }
}
