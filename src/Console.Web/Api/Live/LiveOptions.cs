namespace IncidentConsole.Web.Api.Live;

/// <summary>Configuration section <c>SignalR</c>.</summary>
internal sealed class LiveOptions
{
    public const string Section = "SignalR";

    /// <summary>Backplane of several replicas, as StackExchange.Redis writes it: <c>host:port,password=...</c>. Empty: none.</summary>
    public string Redis { get; init; } = "";
}
