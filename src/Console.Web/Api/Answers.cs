using IncidentConsole.Domain.Incidents;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api;

/// <summary>What came of a decision, as an HTTP answer.</summary>
internal static class Answers
{
    public static Results<Ok<T>, ProblemHttpResult> Ok<T>(Outcome outcome, Func<IncidentView, T> of) =>
        outcome.View is { } view ? TypedResults.Ok(of(view)) : Problems.Of(outcome.Refusal!);

    public static Results<Created<T>, ProblemHttpResult> Created<T>(Outcome outcome, Func<IncidentView, string> where, Func<IncidentView, T> of) =>
        outcome.View is { } view ? TypedResults.Created($"/api/v1/incidents/{where(view)}", of(view)) : Problems.Of(outcome.Refusal!);
}
