using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Review.Recordings;

/// <summary>How densely an incident is recorded: finely while it is decided, coarsely for as long as it lasts.</summary>
public static class RecordingCadence
{
    public static readonly TimeSpan Fine = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Coarse = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan FineFor = TimeSpan.FromMinutes(15);

    /// <summary>How far before its start an incident is shown, so that one sees what was normal.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromMinutes(2);

    public static TimeSpan At(Incident incident, DateTimeOffset now) => now - incident.DeclaredAt < FineFor ? Fine : Coarse;

    /// <summary>The moment a sample stands for, the same in every replica: whole cadences of the clock.</summary>
    public static DateTimeOffset Slot(Incident incident, DateTimeOffset now)
    {
        var cadence = At(incident, now).Ticks;
        return new(now.UtcTicks / cadence * cadence, TimeSpan.Zero);
    }
}
