using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Review.Recordings;

/// <summary>Keeps what the fleet looked like while an incident was open: insert-only, beside the timelines. Implemented by Infra.</summary>
public interface IRecordings
{
    /// <summary>Keeps samples; of the same incident and moment the first one stays. Throws <see cref="LogUnavailableException"/>.</summary>
    Task KeepAsync(int incident, IReadOnlyCollection<RecordedSample> samples, CancellationToken cancellationToken);

    /// <summary>All samples of an incident, oldest first. Throws <see cref="LogUnavailableException"/>.</summary>
    Task<IReadOnlyList<RecordedSample>> ReadAsync(int incident, CancellationToken cancellationToken);
}
