using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Reconciliation;

/// <summary>Submits recorded PCS to a region's own endpoint, past the public name. Implemented by Infra.</summary>
public interface IPcsSubmission
{
    /// <summary>Why nothing can be submitted, such as a setting that is missing; null when it can.</summary>
    string? Trouble { get; }

    /// <summary>
    /// Submits all of them, several at once, and waits as long as it is told to (429 and 503 with Retry-After), within its patience. What goes wrong with
    /// one is its answer, never an exception. When cancelled, what had been sent may or may not be in: look before it is sent again.
    /// </summary>
    /// <returns>In the order of the batch.</returns>
    Task<IReadOnlyList<PcsAnswer>> SubmitAsync(RegionId region, IReadOnlyList<PcsToSubmit> batch, CancellationToken cancellationToken);

    /// <summary>What submissions to the region move that a procedure may be measuring, as <see cref="Actions.IProcedure.Disturbs"/> says
    /// it.</summary>
    IEnumerable<string> Disturbs(RegionId region) => [];

    /// <summary>A shell command that submits standard input, prints the HTTP status and waits when it is told to. No secret.</summary>
    string Command(RegionId region);
}

/// <param name="Tenant">As the record says; null for the configured one, since the log does not hold it.</param>
public readonly record struct PcsToSubmit(ReadOnlyMemory<byte> Body, string? Tenant);

/// <param name="Fate">New, escalated, refused or failed.</param>
/// <param name="Words">The answer: <c>202, escalated: budget deviation</c>.</param>
public readonly record struct PcsAnswer(PcsFate Fate, string Words);
