using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;

namespace IncidentConsole.Web.Api.Incidents;

/// <summary>A call that takes nothing but a reason.</summary>
internal sealed record ReasonRequest(string Reason);

internal static class Reasons
{
    public static Refusal? Missing(string? reason, string sentence) =>
        string.IsNullOrWhiteSpace(reason) ? new(sentence, RefusalReason.Invalid) : TooLong(reason);

    public static Refusal? TooLong(string? reason) =>
        reason?.Length > Checklist.MostReasonCharacters ? new($"The reason is longer than {Checklist.MostReasonCharacters:#,0} characters.", RefusalReason.Invalid) : null;
}
