namespace IncidentConsole.Lab.Network;

/// <summary>What a <see cref="Gate"/> does with connections.</summary>
public enum GateKind
{
    /// <summary>Forwards both ways.</summary>
    Pass,

    /// <summary>Nobody listens: connecting is refused, open connections are reset.</summary>
    Refuse,

    /// <summary>Takes connections and forwards nothing: a host that went dark behind a firewall.</summary>
    Hang,
}

/// <param name="Kind">What happens to connections.</param>
/// <param name="Delay">How much later answers arrive while passing.</param>
public readonly record struct GateMode(GateKind Kind, TimeSpan Delay)
{
    public static GateMode Pass { get; } = new(GateKind.Pass, TimeSpan.Zero);

    public static GateMode Refuse { get; } = new(GateKind.Refuse, TimeSpan.Zero);

    public static GateMode Hang { get; } = new(GateKind.Hang, TimeSpan.Zero);

    public static GateMode Slow(TimeSpan delay) => new(GateKind.Pass, delay);

    public override string ToString() => Delay > TimeSpan.Zero ? $"{Delay.TotalMilliseconds:F0} ms late" : $"{Kind}".ToLowerInvariant();
}
