using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Web.Features.Board;

/// <summary>How signals are called and how their values read on the board.</summary>
internal static class SignalText
{
    /// <summary>From "does it run" to "do users notice".</summary>
    public static IReadOnlyList<string> Order { get; } =
    [
        Signals.Pods, Signals.Nodes, Signals.Redis, Signals.RedisMemory, Signals.WalWriter, Signals.WarmStore,
        Signals.Ingest, Signals.Errors, Signals.Latency, Signals.DegradedMode,
    ];

    public static string Name(string signal) => signal switch
    {
        Signals.Pods => "Backend pods",
        Signals.Nodes => "Nodes",
        Signals.Redis => "Dedup store (Redis)",
        Signals.RedisMemory => "Redis memory",
        Signals.WalWriter => "WAL writer",
        Signals.WarmStore => "Warm store (Postgres)",
        Signals.Ingest => "Ingest",
        Signals.Errors => "Errors",
        Signals.Latency => "p95 latency",
        Signals.DegradedMode => "Degraded mode",
        _ => signal,
    };

    /// <summary>Whether the detail of a reading says more than its value.</summary>
    public static bool SaysMore(Reading reading) => (reading.Signal, reading.Value) switch
    {
        (_, null) => false,
        // What is scaled to 0 has none ready, and that is not why.
        (Signals.Pods or Signals.Nodes, _) => reading.Threshold is not > 0,
        (Signals.RedisMemory or Signals.WalWriter or Signals.WarmStore, _) => false,
        _ => true,
    };

    public static string Value(Reading reading) => (reading.Signal, reading.Value) switch
    {
        (_, null) => reading.Detail,
        (Signals.Pods or Signals.Nodes, { } ready) when reading.Threshold is { } wanted => $"{Text.Number(ready)} of {Text.Number(wanted)} ready",
        (Signals.DegradedMode, not null) => reading.Detail,
        (Signals.WalWriter, { } age) => $"last segment {Text.Span(TimeSpan.FromSeconds(age))}",
        (Signals.Errors, { } percent) when reading.Threshold is { } most => $"{Text.Number(percent)} % of {Text.Number(most)} %",
        (Signals.Ingest, { } rate) => $"{Text.Number(rate)}/s",
        var (_, value) => $"{Text.Number(value.Value)} {reading.Unit}",
    };
}
