using System.Text.RegularExpressions;

namespace IncidentConsole.Web.Features.Readiness;

public partial class ReadinessPage
{
    /// <summary>"eu-west: on; us-east: off" is two lines; a semicolon within what one place says begins none.</summary>
    private static string[] Lines(string detail) => Place().Split(detail);

    [GeneratedRegex("; (?=[^;:]+: )")]
    private static partial Regex Place();
}
