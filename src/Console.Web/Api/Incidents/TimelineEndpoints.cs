using IncidentConsole.Domain.Incidents;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IncidentConsole.Web.Api.Incidents;

internal static class TimelineEndpoints
{
    public static void MapTimeline(this IEndpointRouteBuilder incidents) =>
        incidents.MapGet("/{number:int}/timeline", ReadAsync)
            .WithSummary("The timeline, oldest first")
            .WithDescription("kind (key, action, note, detail) may be given several times; after leaves out what was seen up to that sequence.");

    private static async Task<Results<Ok<IReadOnlyList<EntryAnswer>>, ProblemHttpResult>> ReadAsync(
        int number, [FromQuery] string[]? kind, long? after, IncidentDesk desk, HttpContext context, CancellationToken cancellationToken)
    {
        var kinds = new HashSet<EventKind>();
        foreach (var word in kind ?? [])
            if (Words.TryParse<EventKind>(word, out var known)) kinds.Add(known);
            else return Problems.Of(new($"“{word}” is no kind of entry. The kinds are {Words.All(typeof(EventKind))}.", RefusalReason.Invalid));

        var found = await desk.FindAsync(number, context, cancellationToken);
        return desk.Book.Current.Unread.TryGetValue(number, out var unread)
            ? TypedResults.Ok(After(unread.Entries, kinds, after ?? 0))
            : Answers.Ok(found, view => After(view.Entries, kinds, after ?? 0));
    }

    private static IReadOnlyList<EntryAnswer> After(IEnumerable<TimelineEntry> entries, HashSet<EventKind> kinds, long after) =>
    [
        .. entries.Where(entry => entry.Sequence > after && (kinds.Count == 0 || kinds.Contains(entry.Event.Kind))).Select(EntryAnswer.Of),
    ];
}
