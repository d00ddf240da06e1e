using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Readiness;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api;

internal static class ReadinessEndpoint
{
    public static void MapReadiness(this IEndpointRouteBuilder api)
    {
        api.MapGet("/readiness", Read).WithTags("Readiness")
            .WithSummary("What must hold before an incident")
            .WithDescription("Each check with its newest finding: pass, fail or unknown. A finding that is too old to be believed is unknown. Another question than /readyz, which is about this process.");
        api.MapPost("/readiness/ask", Ask).WithTags("Readiness").RequireAuthorization(Policies.Responder)
            .WithSummary("Have every check asked now").WithDescription("Each answers in its own time, at most 20 s: read them then. It changes nothing in the fleet.");
    }

    private static ReadinessAnswer Read(Live<ReadinessBoard> board, TimeProvider time) =>
        new([.. board.Current.Rows.Select(row => CheckAnswer.Of(row, time.GetUtcNow()))]);

    private static Accepted Ask(ReadinessCall call)
    {
        call.Ask();
        return TypedResults.Accepted("/api/v1/readiness");
    }
}

internal sealed record ReadinessAnswer(IReadOnlyList<CheckAnswer> Checks);

/// <param name="Remedy">What to do about it; null when there is nothing to do.</param>
/// <param name="ObservedAt">Null before it was first asked.</param>
internal sealed record CheckAnswer(string Key, string Title, ReadinessGroup Group, Health Verdict, string Detail, string? Remedy, DateTimeOffset? ObservedAt)
{
    public static CheckAnswer Of(ReadinessRow row, DateTimeOffset now)
    {
        var finding = row.AsOf(now);
        return new(row.Key, row.Title, row.Group, finding.Verdict, finding.Detail, finding.Remedy, row.ObservedAt);
    }
}
