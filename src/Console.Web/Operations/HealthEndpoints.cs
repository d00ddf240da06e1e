using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Loops;

namespace IncidentConsole.Web.Operations;

/// <summary>
/// <c>/healthz</c>: the process lives; restart it only when this fails. <c>/readyz</c>: 503 while timelines cannot be kept, so that
/// a balancer prefers another replica; the process stays up and says why, and unready never means dead. A region that is down makes no
/// replica unready: then all of them would be, in the very incident they are for.
/// </summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => "alive").AllowAnonymous();
        app.MapGet("/readyz", ReadyAsync).AllowAnonymous();
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness, Live<FleetSnapshot> fleet, Live<LoopHealth> loops, TimeProvider time, CancellationToken cancellationToken)
    {
        var dependencies = await readiness.CheckAsync(cancellationToken);
        var ready = dependencies.All(dependency => dependency.Reachable || !dependency.Vital);
        return Results.Json(new ReadyAnswer(ready, dependencies, [.. loops.Current.Failing.Select(LoopAnswer.Of)], WatchedSources.Of(fleet.Current, time.GetUtcNow())),
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}

/// <param name="Dependencies">What the console talks to; only a vital one makes it unready.</param>
/// <param name="Failing">Which of the console's own loops keep failing; empty when all is well. It makes nothing unready: another replica would do no better.</param>
/// <param name="Sources">What it watches; nothing here makes it unready.</param>
internal sealed record ReadyAnswer(bool Ready, IReadOnlyList<DependencyAnswer> Dependencies, IReadOnlyList<LoopAnswer> Failing, IReadOnlyList<SourceAnswer> Sources);
