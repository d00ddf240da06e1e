using System.Globalization;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Features.Checklist;

/// <summary>What stands in the way may have to be seen to in another incident's room: then the page leads there.</summary>
internal static partial class OtherIncident
{
    /// <summary>Null when the refusal names none, or only the one it was given in.</summary>
    public static int? NamedIn(Refusal? refusal, int here) =>
        Number().Match(refusal?.Sentence ?? "") is { Success: true } found && int.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is var number && number != here ? number : null;

    [GeneratedRegex(@"#(\d{1,9})\b")]
    private static partial Regex Number();
}
