using System.Collections.Immutable;

namespace IncidentConsole.Lab.Faults;

/// <summary>
/// Which faults are on. Emulators ask on every request (<see cref="Find"/>); what must act at the moment of the switch, such as
/// killing a process, listens to <see cref="Changed"/>.
/// </summary>
public sealed class FaultBoard(TimeProvider time)
{
    private ImmutableDictionary<(string Name, string Region), ActiveFault> active = ImmutableDictionary<(string, string), ActiveFault>.Empty;

    /// <summary>Raised after a fault went on or off, with its name and region ("" for a fault of the whole range).</summary>
    public event Action<string, string>? Changed;

    public IReadOnlyCollection<ActiveFault> Active => [.. active.Values.OrderBy(fault => fault.Since)];

    /// <summary>The fault of that name if it is on, for that region or for the whole range.</summary>
    public ActiveFault? Find(string name, string region = "") =>
        active.GetValueOrDefault((name, region)) ?? active.GetValueOrDefault((name, ""));

    public bool IsOn(string name, string region = "") => Find(name, region) is not null;

    /// <summary>Switches a fault on, or replaces its arguments. The argument <c>region</c> says where; without it, everywhere.</summary>
    public ActiveFault Set(string name, IReadOnlyDictionary<string, string> arguments)
    {
        var region = arguments.GetValueOrDefault("region", "");
        var fault = new ActiveFault(name, time.GetUtcNow(), arguments);
        ImmutableInterlocked.AddOrUpdate(ref active, (name, region), fault, (_, _) => fault);
        Changed?.Invoke(name, region);
        return fault;
    }

    /// <summary>Switches a fault off, in one region or (region null) wherever it is on. False when it was not on.</summary>
    public bool Clear(string name, string? region = null)
    {
        var keys = active.Keys.Where(key => key.Name == name && (region is null || key.Region == region)).ToList();
        foreach (var key in keys)
            if (ImmutableInterlocked.TryRemove(ref active, key, out _))
                Changed?.Invoke(key.Name, key.Region);
        return keys.Count > 0;
    }
}
