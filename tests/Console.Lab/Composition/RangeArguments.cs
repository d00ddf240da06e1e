using System.Globalization;

namespace IncidentConsole.Lab.Composition;

/// <summary>The command line of the range.</summary>
public static class RangeArguments
{
    public const string Usage = """
        usage: Console.Lab [--folder .range] [--range-port 5090] [--dns weighted|simple|cloudflare|cloudflare-simple] [--ttl seconds]
                           [--traffic perSecond] [--health-interval seconds] [--health-failures count] [--die-with-parent]
                           [--console folder-of-the-published-console [--port 5080] [--tls port]]
        """;

    /// <exception cref="FormatException">With the sentence that says which argument is wrong.</exception>
    public static RangeCommand Parse(IReadOnlyList<string> arguments)
    {
        var command = new RangeCommand(new RangeOptions(), DieWithParent: false, Console: null, ConsolePort: 5080, TlsPort: null);
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--die-with-parent")
            {
                command = command with { DieWithParent = true };
                continue;
            }

            var name = arguments[i];
            var value = ++i < arguments.Count ? arguments[i] : throw new FormatException($"{name} needs a value.");
            command = name switch
            {
                "--console" => command with { Console = value },
                "--tls" => command with { TlsPort = (int)Number(name, value, 65_535) },
                "--port" => command with { ConsolePort = (int)Number(name, value, 65_535) },
                _ => command with { Options = Option(command.Options, name, value) },
            };
        }

        return command;
    }

    private static RangeOptions Option(RangeOptions options, string name, string value) => name switch
    {
        "--folder" => options with { Folder = value },
        "--range-port" => options with { Port = (int)Number(name, value, 65_535) },
        "--dns" => Names(options, value),
        "--ttl" => options with { PublicTtl = TimeSpan.FromSeconds(Number(name, value, 86_400)) },
        "--traffic" => options with { TrafficPerSecond = Number(name, value, 1_000) },
        "--health-interval" => options with { HealthCheckInterval = TimeSpan.FromSeconds(Number(name, value, 3_600)) },
        "--health-failures" => options with { HealthCheckFailures = (int)Number(name, value, 10) },
        _ => throw new FormatException($"{name} is no argument of the range."),
    };

    private static RangeOptions Names(RangeOptions options, string value) => value switch
    {
        "weighted" or "simple" => options with { IsCloudflare = false, IsWeighted = value == "weighted" },
        "cloudflare" or "cloudflare-simple" => options with { IsCloudflare = true, IsWeighted = value == "cloudflare" },
        _ => throw new FormatException($"--dns must be weighted, simple, cloudflare or cloudflare-simple, not '{value}'."),
    };

    private static double Number(string name, string value, double most) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= most
            ? number
            : throw new FormatException($"{name} must be a number from 0 to {most}, not '{value}'.");
}

/// <summary>What the command line asks for.</summary>
/// <param name="Console">Folder of the published console to start on the range; null for the range alone.</param>
/// <param name="TlsPort">Port of a balancer in front of the console that ends TLS; null for none.</param>
public sealed record RangeCommand(RangeOptions Options, bool DieWithParent, string? Console, int ConsolePort, int? TlsPort);
