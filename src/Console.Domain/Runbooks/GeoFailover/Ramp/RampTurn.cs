namespace IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

/// <summary>How far the ramp is, and why it stops there; null when it goes on.</summary>
internal readonly record struct RampTurn(RampCheckpoint At, RampStop? Stop)
{
    /// <param name="because">Why it stops, where it is no guard; null when it goes on.</param>
    public RampTurn(RampCheckpoint at, string? because) : this(at, because is null ? null : new RampStop(because))
    {
    }

    public static RampTurn GoesOn(RampCheckpoint at) => new(at, default(RampStop));
}

/// <param name="Because">In words.</param>
/// <param name="Broke">The guard that broke; null when it stops for another reason.</param>
internal sealed record RampStop(string Because, GuardId? Broke = null);
