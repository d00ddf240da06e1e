using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 6.</summary>
internal static class SmokeTest
{
    /// <summary>The procedure's name.</summary>
    public const string Procedure = "smoke-test";

    public static Step Step { get; } = new(6, "smoke-test", "Submit smoke test PCS, verify 200 OK", "Submit smoke test PCS",
        "A fresh, signed PCS straight to the surviving region's own endpoint: a fixed one would only be found in dedup. 200 and accepted, or it failed.", "4.1")
    {
        Checks = [Accepted],
        Actions =
        [
            new("submit", context => $"Submit a fresh PCS to {context.Survivor}", NeedsPreview: false)
            {
                Procedure = context => new ProcedureCall(Procedure, context.Survivor, ImmutableSortedDictionary<string, string>.Empty),
            },
        ],
    };

    private static IEnumerable<Evidence> Accepted(StepContext context)
    {
        yield return ProcedureEvidence.Of(context, Procedure, "Smoke PCS", "not submitted yet", "200, accepted", context.Survivor.Value);
    }
}
