namespace IncidentConsole.Infra.Configuration;

/// <summary>The configuration cannot be started with. Every error of every section at once, each with its full key.</summary>
public sealed class BadConfigurationException(IReadOnlyList<string> errors)
    : Exception($"The configuration has {errors.Count} error{(errors.Count == 1 ? "" : "s")}:{string.Concat(errors.Select(error => $"\n  {error}"))}")
{
    /// <summary>Such as <c>Redis:Regions:eu-west:Endpoint: The Endpoint field is required.</c></summary>
    public IReadOnlyList<string> Errors { get; } = errors;
}
