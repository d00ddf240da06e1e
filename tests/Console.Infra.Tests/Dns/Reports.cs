using System.Collections.Concurrent;
using IncidentConsole.Domain.Actions;

namespace IncidentConsole.Infra.Tests.Dns;

/// <summary>Keeps what was reported while a change went on.</summary>
internal sealed class Reports
{
    private readonly ConcurrentQueue<(string Text, double? Fraction)> all = new();

    public IEnumerable<string> Texts => all.Select(report => report.Text);

    public IEnumerable<double> Fractions => all.Select(report => report.Fraction).OfType<double>();

    public ReportProgress Report => (text, fraction) =>
    {
        all.Enqueue((text, fraction));
        return Task.CompletedTask;
    };
}
