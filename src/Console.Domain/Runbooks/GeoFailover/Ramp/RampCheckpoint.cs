using System.Collections.Immutable;
using System.Text.Json;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Ramp;

/// <summary>Where a ramp is, as it is recorded before and after every change of the weights and while a step is held.</summary>
/// <param name="Step">Index in the plan.</param>
/// <param name="IsSet">False while the step's weights are about to be set: after a crash the records are read to see whether they were.</param>
/// <param name="Held">How long it has gone well at this step.</param>
/// <param name="Records">The lines of the records as the ramp knows them: anything else is somebody else's change.</param>
/// <param name="DedupHits">Share of dedup hits before the ramp, percent; null when it was not known.</param>
/// <param name="Done">What was measured at each step that is done.</param>
internal sealed record RampCheckpoint(int Step, bool IsSet, TimeSpan Held, ImmutableArray<string> Records, double? DedupHits, ImmutableArray<string> Done)
{
    /// <summary>Of how many requests that share was; 0 when it was not known.</summary>
    public double DedupHitsOf { get; init; }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool Knows(Actions.DnsState records) => records.Lines.SequenceEqual(Records);

    public static RampCheckpoint Read(string recorded) => JsonSerializer.Deserialize<RampCheckpoint>(recorded, Json) ?? throw new InvalidDataException("A ramp's checkpoint is null.");

    public override string ToString() => JsonSerializer.Serialize(this, Json);
}
