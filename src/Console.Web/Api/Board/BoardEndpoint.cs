using IncidentConsole.Web.Api.Live;

namespace IncidentConsole.Web.Api.Board;

internal static class BoardEndpoint
{
    public static void MapBoard(this IEndpointRouteBuilder api) =>
        api.MapGet("/board", Read).WithTags("Board")
            .WithSummary("The live fleet")
            .WithDescription("As drawn now: a reading older than three times its cadence is unknown. The version grows with every change.");

    private static BoardAnswer Read(Boards boards) => boards.Current;
}
