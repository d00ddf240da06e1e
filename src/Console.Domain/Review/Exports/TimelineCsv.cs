using System.Globalization;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Review.Exports;

/// <summary>The whole timeline as a table (RFC 4180), in the order in which it was recorded.</summary>
public static class TimelineCsv
{
    public const string Columns = "sequence,happened_at,recorded_at,actor,role,source,kind,entry,corrected_by,hash";

    public static string Of(IncidentView view) => CsvText.Row(Columns) + string.Concat(view.Entries.Select(entry => CsvText.Row(
        Number(entry.Sequence), Time(entry.HappenedAt), Time(entry.RecordedAt), CsvText.Words(entry.Actor.Name),
        Lower(entry.Actor.AccountRoleText ?? ""), CsvText.Words(entry.Actor.Source),
        Lower(entry.Event.Kind.ToString()), CsvText.Words(entry.Event.Sentence), view.CorrectionOf(entry.Sequence) is { } correction ? Number(correction.Sequence) : "", entry.Hash)));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);

    private static string Lower(string name) => name.ToLowerInvariant();
}
