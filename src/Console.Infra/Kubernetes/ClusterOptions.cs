using System.ComponentModel.DataAnnotations;
using IncidentConsole.Infra.Configuration;

namespace IncidentConsole.Infra.Kubernetes;

/// <summary>One region's cluster: either a server with a token, or a context of a kubeconfig file.</summary>
public sealed class ClusterOptions : IValidatableObject
{
    [HttpAddress]
    public Uri? Server { get; init; }

    /// <summary>Bearer token for <see cref="Server"/>.</summary>
    public string? Token { get; init; }

    /// <summary>PEM file of the authority that signed the server's certificate; empty for the machine's own.</summary>
    public string? CaFile { get; init; }

    public bool SkipTlsVerify { get; init; }

    /// <summary>A kubeconfig file, in place of <see cref="Server"/>.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>Which context of the file; empty for its current one.</summary>
    public string? Context { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Server is null == string.IsNullOrEmpty(Kubeconfig))
            yield return new ValidationResult("Give either Server or Kubeconfig.", [nameof(Server)]);
        if (Server is null && !string.IsNullOrEmpty(Token))
            yield return new ValidationResult("A token goes with Server; a kubeconfig file has its own.", [nameof(Token)]);
        if (Server is not null && !string.IsNullOrEmpty(Context))
            yield return new ValidationResult("A context goes with Kubeconfig.", [nameof(Context)]);
    }
}
