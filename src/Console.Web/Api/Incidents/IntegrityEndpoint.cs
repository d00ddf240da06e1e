using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Chain;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IncidentConsole.Web.Api.Incidents;

internal static class IntegrityEndpoint
{
    public static void MapIntegrity(this IEndpointRouteBuilder incidents) => incidents.MapGet("/{number:int}/integrity", ReadAsync)
        .WithSummary("Whether the stored timeline is as it was recorded")
        .WithDescription("Reads the rows anew, follows the hash chain, and holds it against the heads kept in every region's WAL bucket.");

    private static async Task<Results<Ok<IntegrityAnswer>, ProblemHttpResult>> ReadAsync(int number, ChainCheck check, CancellationToken cancellationToken)
    {
        try
        {
            var finding = await check.RunAsync(number, cancellationToken);
            return finding.Entries.Count == 0 && finding.Anchors.Count == 0
                ? Problems.Of(new($"There is no incident #{number}.", RefusalReason.NotFound))
                : TypedResults.Ok(IntegrityAnswer.Of(finding));
        }
        catch (LogUnavailableException away)
        {
            return Problems.Of(new(away.Message, RefusalReason.Unavailable));
        }
    }
}

/// <param name="FirstBroken">The first entry that does not hold; null when all do.</param>
/// <param name="HeldAgainst">Places whose kept heads the chain was held against.</param>
/// <param name="NotAsked">Places that could not say anything, with the reason.</param>
internal sealed record IntegrityAnswer(bool Intact, int Entries, long? FirstBroken, string? Reason, IReadOnlyList<string> HeldAgainst, IReadOnlyList<string> NotAsked)
{
    public static IntegrityAnswer Of(ChainFinding finding) =>
        new(finding.Verdict.IsIntact, finding.Verdict.Entries, finding.Verdict.FirstBroken, finding.Verdict.Reason, [.. finding.Anchors.Select(anchor => anchor.Place)], finding.NotAsked);
}
