using IncidentConsole.Domain.Drills;

namespace IncidentConsole.Domain.Tests.Support;

/// <summary>A fault API in memory that offers one scenario; or one that is away.</summary>
internal sealed class FakeFaultApi : IFaultApi
{
    public static readonly Scenario RegionDeath = new("region-death", "Region death", "eu-west is unreachable.", [new("region-down region eu-west", "Everything of the region is unreachable.", TimeSpan.Zero)]);

    public bool IsConfigured { get; init; } = true;

    /// <summary>Why it cannot be asked; null when it can.</summary>
    public string? Away { get; set; }

    public RunningScenario? Running { get; set; }

    public int Ended { get; private set; }

    public DateTimeOffset StartsAt { get; set; } = World.Start;

    /// <summary>A reading is made at once and told no sooner.</summary>
    public Task AnswersAfter { get; set; } = Task.CompletedTask;

    public async Task<FaultApiState> ReadAsync(CancellationToken cancellationToken)
    {
        var (read, told) = (Answer(() => new FaultApiState([RegionDeath], Running, Running is null ? [] : ["region-down region eu-west"])), AnswersAfter);
        await told;
        return await read;
    }

    public Task StartAsync(string scenario, string by, CancellationToken cancellationToken) => Answer(() => Running = scenario != RegionDeath.Key
        ? throw new FaultApiException($"There is no scenario '{scenario}'.", refused: true)
        : new(RegionDeath.Key, RegionDeath.Title, by, StartsAt, ["region-down region eu-west"]));

    public Task EndAsync(CancellationToken cancellationToken) => Answer(() =>
    {
        Running = null;
        return ++Ended;
    });

    private Task<T> Answer<T>(Func<T> answer)
    {
        try
        {
            return Task.FromResult(Away is null ? answer() : throw new FaultApiException(Away, refused: false));
        }
        catch (FaultApiException exception)
        {
            return Task.FromException<T>(exception);
        }
    }
}
