using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Readiness.Checks;

/// <summary>Where the messages go is said, and a drill's go elsewhere.</summary>
public sealed class DrillChannelApart(FleetPolicy policy) : IReadinessCheck
{
    public string Key => "message-addresses";
    public string Title => "Messages have an address, and a drill's have another";
    public ReadinessGroup Group => ReadinessGroup.People;

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(
        Names(policy.MessageTo).Intersect(Names(policy.DrillMessageTo), StringComparer.OrdinalIgnoreCase).ToList() is { Count: > 0 } shared
            ? ReadinessFinding.Fail($"drills and incidents both go to {string.Join(", ", shared)}", "Give Fleet:DrillMessageTo a channel of its own: a drill must alarm nobody.")
            : ReadinessFinding.Pass("").In([$"incidents: {policy.MessageTo}", $"drills: {policy.DrillMessageTo}"]));

    private static string[] Names(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
