using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.EndToEnd;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 10.</summary>
internal static class EndToEndTests
{
    public static Step Step { get; } = new(10, "e2e-tests", "Run E2E tests against failover region", "Run E2E tests",
        "The console's own suite straight to the surviving region's endpoint: what users send, what must be turned away, and what each submission must leave in Redis, WAL and metrics.", "4.1, 6.2")
    {
        Checks = [Passed],
        Actions =
        [
            new("run", context => $"Run the end-to-end suite against {context.Survivor}", NeedsPreview: true)
            {
                Procedure = context => new ProcedureCall(EndToEndProcedure.ProcedureName, context.Survivor, ImmutableSortedDictionary<string, string>.Empty),
                // The backends' bucket is one for all tenants (the fleet's contract): a tenant of one's own spares nobody.
                Warnings = context =>
                [
                    $"To see a 429, the last test sends a burst that ends with the first one. The limit is one for all tenants: for a moment users of {context.Survivor} may be told to retry as well.",
                    $"Whatever is sent stands in the WAL of {context.Survivor} afterwards, rejected or not; a replay finds it to be duplicates.",
                ],
            },
        ],
    };

    private static IEnumerable<Evidence> Passed(StepContext context)
    {
        yield return ProcedureEvidence.Of(context, EndToEndProcedure.ProcedureName, "End-to-end suite", "not run yet", null, context.Survivor.Value);
    }
}
