using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Steps;

/// <summary>Item 8.</summary>
internal static class DedupIdempotency
{
    /// <summary>The procedure's name.</summary>
    public const string Procedure = "dedup-idempotency";

    public static Step Step { get; } = new(8, "dedup-idempotency", "Verify dedup idempotency (submit duplicate PCS)", "Verify dedup idempotency",
        "The same PCS again must get the stored answer, byte for byte, and that tenant's hit counter must rise by one: a PCS checked anew answers alike.", "4.1")
    {
        Checks = [Stored],
        Actions =
        [
            new("submit-twice", context => $"Submit a PCS twice to {context.Survivor}", NeedsPreview: false)
            {
                Procedure = context => new ProcedureCall(Procedure, context.Survivor, ImmutableSortedDictionary<string, string>.Empty),
            },
        ],
    };

    private static IEnumerable<Evidence> Stored(StepContext context)
    {
        yield return ProcedureEvidence.Of(context, Procedure, "Duplicate PCS", "not submitted yet", "same answer, dedup hits + 1", context.Survivor.Value);
    }
}
