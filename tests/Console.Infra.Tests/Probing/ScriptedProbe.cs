using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Tests.Probing;

/// <summary>A probe of one signal whose answers the test writes.</summary>
internal sealed class ScriptedProbe(Func<int, CancellationToken, Task<double>> answer, TimeProvider time, string name = "scripted/eu-west") : IProbe, IProbeSet
{
    private static readonly RegionId Region = new("eu-west");

    public int Asked { get; private set; }

    public string Name => name;

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    /// <summary>On the test's clock.</summary>
    public TimeSpan TimeBox { get; init; } = TimeSpan.FromSeconds(2);

    public IEnumerable<IProbe> Probes => [this];

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        var value = await answer(++Asked, cancellationToken);
        return [new Reading(Region, name, Health.Pass, value, "/s", null, name, time.GetUtcNow(), Every, "fine")];
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) => [Reading.Unknown(Region, name, name, at, Every, reason)];
}
