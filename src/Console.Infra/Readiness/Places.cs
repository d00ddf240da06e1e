using IncidentConsole.Domain.Readiness;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Readiness;

internal static class Places
{
    /// <summary>For one place. Nobody waits for a check, so it is patient: longer than the probes, whose answer must be fresh.</summary>
    public static readonly TimeSpan TimeBox = TimeSpan.FromSeconds(10);

    /// <summary>Asks every place at once, each within its own time box; one that could not be asked is Unknown and takes no other with it.</summary>
    /// <param name="name">As a person would name the place.</param>
    public static async Task<ReadinessFinding> AskAsync<T>(
        IEnumerable<T> places, Func<T, string> name, Func<T, CancellationToken, Task<ReadinessFinding>> ask, TimeProvider time, CancellationToken cancellationToken) =>
        ReadinessFinding.Together(await Task.WhenAll(places.Select(async place =>
        {
            var part = await Part.AskAsync(token => ask(place, token), TimeBox, time, cancellationToken);
            return (name(place), part.Trouble is null ? part.Value! : ReadinessFinding.NotAsked(part.Trouble));
        })));
}
