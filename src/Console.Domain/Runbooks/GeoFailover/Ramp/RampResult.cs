using System.Collections.Immutable;
using System.Text.Json.Serialization;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

/// <summary>How a ramp ended.</summary>
/// <param name="Share">Percent the region was at; null when the ramp had not begun, and in what was stored before there were results.</param>
/// <param name="Steps">What was measured at each step that was held, in words.</param>
/// <param name="Stop">Why it stopped, in words; null when it reached the normal share.</param>
/// <param name="Broke">The guard that broke; null when it stopped for another reason, or not at all.</param>
[StoredAs("traffic-ramp")]
public sealed record RampResult(RegionId Region, double? Share, ImmutableArray<string> Steps, string? Stop, GuardId? Broke) : ProcedureResult
{
    /// <summary>Users met errors on the way back.</summary>
    [JsonIgnore]
    public bool MetErrors => Broke is { Kind: GuardKind.Errors or GuardKind.DedupStore };

    [JsonIgnore]
    public override string Sentence => Stop is null ? $"{Region} takes its normal {Text.Number(Share ?? 0)} %: {string.Join("; ", Steps)}"
        : Share is { } share ? $"paused at {Text.Number(share)} %: {Stop}"
        : $"not begun: {Stop}";
}

/// <summary>A guard: what it watches, and where.</summary>
public sealed record GuardId(GuardKind Kind, RegionId Region);

/// <summary>What a guard watches; the names are stored.</summary>
public enum GuardKind
{
    /// <summary>Whether the vantage points reach the region.</summary>
    Reached,

    /// <summary>A backend answers nothing without it.</summary>
    DedupStore,
    Errors,
    Latency,
    DedupHits,
}
