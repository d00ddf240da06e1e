using System.Globalization;
using System.Text;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Reconciliation;
using IncidentConsole.Domain.Review.Exports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api.Incidents;

internal static class ReconciliationEndpoints
{
    private const string Columns = "pcs_id,fate,written_at,answered,segment,offset,words";

    public static void MapReconciliation(this IEndpointRouteBuilder incidents) =>
        incidents.MapGet("/{number:int}/reconciliation", ReadAsync)
            .WithSummary("What the failed region had logged and the survivor lacked, id by id, and what became of it")
            .WithDescription("format=csv for a spreadsheet. Malformed records have no id; answered is empty where the failed region could not be asked.");

    private static async Task<Results<Ok<IReadOnlyList<ReconciledPcs>>, ContentHttpResult, ProblemHttpResult>> ReadAsync(
        int number, string? format, IncidentDesk desk, IReconciliationReports reports, HttpContext context, CancellationToken cancellationToken)
    {
        if (format is not (null or "json" or "csv")) return Problems.Of(new($"“{format}” is no format. The formats are json, csv.", RefusalReason.Invalid));
        var outcome = await desk.FindAsync(number, context, cancellationToken);
        if (outcome.View?.Incident is not { } incident) return Problems.Of(outcome.Refusal!);
        try
        {
            var list = await reports.ReadAsync(incident.Survivor, number, cancellationToken);
            return format == "csv" ? TypedResults.Text(Csv(list), "text/csv", Encoding.UTF8) : TypedResults.Ok(list);
        }
        catch (SourceUnavailableException unavailable)
        {
            return Problems.Of(new($"The lists of the reconciliation cannot be read: {unavailable.Message}.", RefusalReason.Unavailable));
        }
    }

    private static string Csv(IEnumerable<ReconciledPcs> list) => string.Concat(list
        .Select(pcs => CsvText.Row(CsvText.Words(pcs.Id), Words.Of(pcs.Fate), pcs.WrittenAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            pcs.WasAnswered switch { true => "yes", false => "no", null => "" }, CsvText.Words(pcs.Segment), pcs.Offset.ToString(CultureInfo.InvariantCulture), CsvText.Words(pcs.Words)))
        .Prepend(CsvText.Row(Columns)));
}
