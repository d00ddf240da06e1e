using System.Globalization;

namespace IncidentConsole.Lab.Faults;

/// <summary>A fault that is switched on, with its arguments.</summary>
/// <param name="Name">One of <see cref="FaultCatalog"/>.</param>
/// <param name="Since">When it was switched on.</param>
/// <param name="Arguments">As given, all as text; a missing one takes the default its reader names.</param>
public sealed record ActiveFault(string Name, DateTimeOffset Since, IReadOnlyDictionary<string, string> Arguments)
{
    public string? Text(string argument) => Arguments.GetValueOrDefault(argument);

    public double Number(string argument, double otherwise) =>
        Arguments.TryGetValue(argument, out var text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;

    public TimeSpan Seconds(string argument, double otherwise) => TimeSpan.FromSeconds(Number(argument, otherwise));
}
