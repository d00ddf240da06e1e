using System.ComponentModel.DataAnnotations;

namespace IncidentConsole.Infra.Templates;

/// <summary>Section <c>Messages</c>: an installation's own wording.</summary>
public sealed class MessagesOptions : IValidatableObject
{
    public const string Section = "Messages";

    /// <summary>
    /// Holds <c>geo-failover/start.md</c> and the like, of the form of the shipped ones; a message without a file there is the shipped one.
    /// Read at the start. Null for none.
    /// </summary>
    public string? Folder { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        TemplateFolder.Read(Folder, out var problems);
        return problems.Select(problem => new ValidationResult(problem, [nameof(Folder)]));
    }
}
