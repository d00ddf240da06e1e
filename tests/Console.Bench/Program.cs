using IncidentConsole.Bench;
using IncidentConsole.Bench.Results;
using IncidentConsole.Bench.Running;
using Microsoft.Extensions.Logging;

// Standard output is for figures alone; what the range logs goes to standard error.
Environment.SetEnvironmentVariable("Logging__Console__LogToStandardErrorThreshold", nameof(LogLevel.Trace));

// 0: all is well. 1: an entry failed, or a figure got worse. 2: the command line cannot be followed.
try
{
    var arguments = BenchArguments.Parse(args, Entries.Names);
    if (arguments.Compare is var (before, after))
    {
        var comparison = Comparison.Of(BenchResult.Read(before), BenchResult.Read(after));
        foreach (var line in comparison.Lines()) Console.WriteLine(line);
        return comparison.IsGood ? 0 : 1;
    }

    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = true;
        stop.Cancel();
    };
    return await BenchRun.RunAsync(arguments, stop.Token) ? 0 : 1;
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(BenchArguments.Usage);
    return 2;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped before the end.");
    return 1;
}
