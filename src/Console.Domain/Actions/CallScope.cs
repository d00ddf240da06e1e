using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Actions;

/// <summary>All that a procedure may be called with. A stored plan that says anything else is refused before the procedure
/// begins.</summary>
public sealed record CallScope(params ImmutableArray<CallArgument> Arguments)
{
    /// <summary>The regions it has addresses for, from its own options; null for all of the fleet.</summary>
    public IEnumerable<string>? Regions { get; init; }

    /// <param name="incident">The incident that the plan belongs to.</param>
    /// <returns>Why it may not be called so; null when it may.</returns>
    public Refusal? Forbids(ProcedureCall call, int incident, FleetPolicy policy)
    {
        List<string> regions = [.. policy.RegionIds.Select(region => region.Value).Where(region => Regions?.Contains(region) != false)];
        var why = !regions.Contains(call.Region.Value) ? NoRegion(call.Region.Value)
            : call.Arguments.Keys.FirstOrDefault(given => Arguments.All(argument => argument.Name != given)) is { } unknown
                ? $"it takes no argument “{unknown}”"
            : Arguments.Select(argument => Unfit(argument, call)).FirstOrDefault(each => each is not null);
        return why is null ? null : new($"“{call.Name}” is not run with what this plan holds: {why}.");

        string? Unfit(CallArgument argument, ProcedureCall call) => call.Arguments.GetValueOrDefault(argument.Name) is not { } value
            ? argument.IsOptional ? null : $"“{argument.Name}” is missing"
            : argument.Kind switch
            {
                ArgumentKind.Region => !regions.Contains(value) ? NoRegion(value) : value == call.Region.Value
                    ? $"{value} stands for both regions" : null,
                ArgumentKind.Incident => value == incident.ToString(CultureInfo.InvariantCulture) ? null
                    : $"it is of another incident than #{incident}",
                ArgumentKind.Moment => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
                    ? null : $"“{argument.Name}” is no time",
                ArgumentKind.Count => long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null
                    : $"“{argument.Name}” is no number",
                _ => CallArgument.Label.IsMatch(value) ? null : $"“{argument.Name}” may hold letters, digits and hyphens only",
            };

        string NoRegion(string region) => $"{region} is no region it is configured for ({string.Join(", ", regions)})";
    }
}

/// <summary>One argument of a procedure.</summary>
public sealed partial record CallArgument(string Name, ArgumentKind Kind, bool IsOptional = false)
{
    // It becomes part of the names of keys and objects.
    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9-]{0,63}\z")]
    internal static partial Regex Label { get; }
}

/// <summary>What an argument may hold.</summary>
public enum ArgumentKind
{
    /// <summary>Another configured region than the one that is called.</summary>
    Region,

    /// <summary>The number of the incident that the plan belongs to.</summary>
    Incident,

    /// <summary>A time, ISO 8601.</summary>
    Moment,

    /// <summary>A whole number, 0 or more.</summary>
    Count,

    /// <summary>Letters, digits and hyphens: part of the name of a key or an object.</summary>
    Label,
}
