namespace IncidentConsole.Domain.Drills;

/// <summary>The rehearsal range as this console sees it now, newest wins.</summary>
/// <param name="State">As last read; null before it was, and without a fault API.</param>
/// <param name="Unavailable">Why the fault API could not be asked; null when it could.</param>
public sealed record DrillRange(bool IsConfigured, FaultApiState? State, string? Unavailable)
{
    /// <summary>Which look at the fault API it is of: what was read before a scenario began or ended is not shown after it.</summary>
    public long Look { get; init; }

    public static DrillRange Of(IFaultApi api) => new(api.IsConfigured, null, api.IsConfigured ? "not asked yet" : null);

    /// <summary>The scenario that runs, as far as is known: one that was running is, while the fault API cannot be asked.</summary>
    public RunningScenario? Running => State?.Running;
}
