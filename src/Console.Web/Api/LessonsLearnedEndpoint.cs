using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Review;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api;

/// <summary>What the runbooks' owners should read, and what is left to do, over all incidents.</summary>
internal static class LessonsLearnedEndpoint
{
    public static void MapLessonsLearned(this IEndpointRouteBuilder api) =>
        api.MapGet("/lessons", Read).WithTags("Lessons")
            .WithSummary("What all incidents and drills taught")
            .WithDescription("Items of the runbooks that misled somebody, by runbook and item, and every open action item; the newest first.");

    private static Results<Ok<LessonsAnswer>, ProblemHttpResult> Read(IncidentDesk desk) =>
        desk.Book.Current.NotRead is { } notRead ? Problems.Of(notRead) : TypedResults.Ok(LessonsAnswer.Of(LessonsLearned.Of(desk.Book.Current)));
}

internal sealed record LessonsAnswer(IReadOnlyList<MisleadingItemAnswer> Items, IReadOnlyList<OpenActionItemAnswer> ActionItems)
{
    public static LessonsAnswer Of(LessonsLearned lessons) => new(
        [.. lessons.Items.Select(item => new MisleadingItemAnswer(item.Runbook, item.Step, item.Title, [.. item.Notes.Select(MisledNoteAnswer.Of)]))],
        [.. lessons.ToDo.Select(OpenActionItemAnswer.Of)]);
}

/// <param name="Item">Its number.</param>
/// <param name="Title">As the newest note has it.</param>
internal sealed record MisleadingItemAnswer(string Runbook, int Item, string Title, IReadOnlyList<MisledNoteAnswer> Notes);

/// <param name="RunbookVersion">That the incident went by.</param>
internal sealed record MisledNoteAnswer(int Incident, IncidentKind Kind, string RunbookVersion, string Text, string By, DateTimeOffset At)
{
    public static MisledNoteAnswer Of(MisledNote misled) =>
        new(misled.Incident.Number, misled.Incident.Kind, misled.Incident.RunbookVersion, misled.Note.Text, misled.Note.By, misled.Note.At);
}

/// <param name="Number">As <c>POST …/action-items/{number}/done</c> takes it.</param>
internal sealed record OpenActionItemAnswer(int Incident, IncidentKind Kind, long Number, string Text, string Owner, string By, DateTimeOffset At)
{
    public static OpenActionItemAnswer Of(OpenActionItem open) =>
        new(open.Incident.Number, open.Incident.Kind, open.Item.Number, open.Item.Text, open.Item.Owner, open.Item.By, open.Item.At);
}
