using IncidentConsole.Domain.Incidents;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api;

/// <summary>A refusal as a problem (RFC 9457): the detail is the sentence the page shows.</summary>
internal static class Problems
{
    public static ProblemHttpResult Of(Refusal refusal) =>
        TypedResults.Problem(refusal.Sentence, statusCode: Status(refusal.Reason), title: Title(refusal.Reason));

    public static int Status(RefusalReason reason) => reason switch
    {
        RefusalReason.Invalid => StatusCodes.Status422UnprocessableEntity,
        RefusalReason.NotFound => StatusCodes.Status404NotFound,
        RefusalReason.Forbidden => StatusCodes.Status403Forbidden,
        RefusalReason.Unavailable => StatusCodes.Status503ServiceUnavailable,
        RefusalReason.Bug => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status409Conflict,
    };

    public static string Title(RefusalReason reason) => reason switch
    {
        RefusalReason.Invalid => "The input is wrong",
        RefusalReason.NotFound => "Not found",
        RefusalReason.Forbidden => "Not allowed",
        RefusalReason.Unavailable => "Cannot be reached",
        RefusalReason.Bug => "An error of the console itself",
        _ => "Not now",
    };
}
