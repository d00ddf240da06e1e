using System.Text.Json.Serialization;
using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Domain.Runbooks.GeoFailover.Causes;

/// <summary>What the gathered facts point at.</summary>
/// <param name="IsKnown">False where nothing is kept from before it began: that nothing stands out then says nothing.</param>
/// <param name="Suggestion">The cause as a person could state it, or correct it.</param>
[StoredAs("gather-cause")]
public sealed record CauseResult(bool IsKnown, string Suggestion) : ProcedureResult
{
    [JsonIgnore]
    public override string Sentence => Suggestion;
}
