using Microsoft.Extensions.Configuration;

namespace IncidentConsole.Infra.Configuration;

/// <summary>
/// What must hold of the configuration beyond one section, such as where to listen. Looked at with all the sections, before anything
/// starts.
/// </summary>
public interface IConfigurationRule
{
    /// <summary>What is wrong, each under the key that is to be changed.</summary>
    IEnumerable<(string Key, string Problem)> Errors(IConfiguration configuration);
}
