using System.Text;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Chain;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Incidents.Unread;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Review.Exports;
using IncidentConsole.Domain.Review.Recordings;
using IncidentConsole.Web.Features.Review;
using IncidentConsole.Web.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api.Incidents;

/// <summary>Takes an incident out of the console. Who took what is itself on the timeline, and in the export.</summary>
internal static class ExportEndpoint
{
    private static readonly string[] Formats = ["md", "json", "csv", "html"];

    public static void MapExport(this IEndpointRouteBuilder incidents) => incidents.MapGet("/{number:int}/export", TakeAsync)
        .Produces(StatusCodes.Status200OK, contentType: "text/markdown").ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .WithSummary("The incident as a file: format=md, json, csv or html")
        .WithDescription("md drafts the post-mortem; json is the whole timeline with its chain, for `verify FILE`; csv is the timeline for a spreadsheet; html is for paper. Each is recorded on the timeline.");

    private static async Task<IResult> TakeAsync(int number, string? format, [AsParameters] ExportParts parts, HttpContext context, CancellationToken cancellationToken)
    {
        if (!Formats.Contains(format)) return Problems.Of(new($"“{format}” is no format. The formats are {string.Join(", ", Formats)}.", RefusalReason.Invalid));
        if (parts.Desk.Book.Current.Unread.TryGetValue(number, out var unread))
            return await UnreadAsync(unread, format!, parts, context, cancellationToken);
        // Recorded first: what cannot be recorded is not handed out.
        var outcome = await parts.Desk.HandleAsync(number, CurrentUser.ActorOf(context), _ => new ExportTaken(format!), cancellationToken);
        if (outcome.View is not { } view) return Problems.Of(outcome.Refusal!);
        var review = IncidentReview.Of(view, view.Incident.ResolvedAt ?? parts.Time.GetUtcNow(), parts.Policy);
        try
        {
            return format switch
            {
                "md" => File(PostMortemDraft.Of(view, review, (await SpanAsync(parts.Recordings, view, cancellationToken)).Met()), "text/markdown", $"incident-{number}-post-mortem.md"),
                "csv" => File(TimelineCsv.Of(view), "text/csv", $"incident-{number}-timeline.csv"),
                "json" => await JsonAsync(parts.Check, review, cancellationToken),
                _ => await PrintedAsync(parts.Recordings, view, review, context.Response, cancellationToken),
            };
        }
        catch (LogUnavailableException away)
        {
            return Problems.Of(new(away.Message, RefusalReason.Unavailable));
        }
    }

    /// <summary>The chain is there for any build; what is measured from it is not.</summary>
    private static async Task<IResult> UnreadAsync(
        UnreadIncident unread, string format, ExportParts parts, HttpContext context, CancellationToken cancellationToken)
    {
        if (format != "json") return Problems.Of(new($"{unread.ReadOnly.Sentence} Only format=json can be taken here."));
        var actor = CurrentUser.ActorOf(context);
        if (await parts.Desk.RecordOnUnreadAsync(unread.Number, actor, new ExportTaken(format), cancellationToken) is { } refusal)
            return Problems.Of(refusal);
        try
        {
            var finding = await parts.Check.RunAsync(unread.Number, cancellationToken);
            return TypedResults.File(
                ChainExport.Write(finding.Entries, finding.Anchors, _ => { }), "application/json", $"incident-{unread.Number}.json");
        }
        catch (LogUnavailableException away)
        {
            return Problems.Of(new(away.Message, RefusalReason.Unavailable));
        }
    }

    private static FileContentHttpResult File(string text, string type, string name) => TypedResults.File(Encoding.UTF8.GetBytes(text), $"{type}; charset=utf-8", name);

    /// <summary>The rows as they are stored, intact or not: whoever verifies the file sees it.</summary>
    private static async Task<IResult> JsonAsync(ChainCheck check, IncidentReview review, CancellationToken cancellationToken)
    {
        var finding = await check.RunAsync(review.Incident.Number, cancellationToken);
        return TypedResults.File(ChainExport.Write(finding.Entries, finding.Anchors, json => ReviewJson.Write(json, review)), "application/json", $"incident-{review.Incident.Number}.json");
    }

    private static async Task<IResult> PrintedAsync(IRecordings recordings, IncidentView view, IncidentReview review, HttpResponse response, CancellationToken cancellationToken)
    {
        var span = await SpanAsync(recordings, view, cancellationToken);
        // Shown, to be printed; kept under a name when somebody saves it.
        response.Headers.ContentDisposition = $"inline; filename=incident-{view.Incident.Number}-review.html";
        return new RazorComponentResult<PrintedReview>(new { View = view, Review = review, Span = span });
    }

    private static async Task<RecordedSpan> SpanAsync(IRecordings recordings, IncidentView view, CancellationToken cancellationToken) =>
        new(view.Incident, await recordings.ReadAsync(view.Incident.Number, cancellationToken));
}

/// <summary>What exports are made of.</summary>
internal readonly record struct ExportParts(IncidentDesk Desk, ChainCheck Check, IRecordings Recordings, FleetPolicy Policy, TimeProvider Time);
