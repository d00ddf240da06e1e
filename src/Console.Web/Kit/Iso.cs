using System.Globalization;

namespace IncidentConsole.Web.Kit;

/// <summary>Times as the browser's script reads them.</summary>
internal static class Iso
{
    public static string Of(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
