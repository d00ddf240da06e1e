namespace IncidentConsole.Infra.Tests.Defects;

/// <summary>
/// Marks the test of a row of <c>docs/runbook/defects.md</c>: the runbook's own command fails or lies as the row says, and on the same
/// world the console does it right.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DefectAttribute(params int[] rows) : Attribute
{
    public IReadOnlyList<int> Rows => rows;

    /// <summary>Where the console's way is shown when not in the same test, or why it is not shown at all.</summary>
    public string RightWay { get; init; } = "same test";
}
