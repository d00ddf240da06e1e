using System.Diagnostics;
using System.Text.Json;

namespace IncidentConsole.Lab.Tests.S3;

/// <summary>Amazon's own command-line client, run against one endpoint.</summary>
internal sealed class AwsCli(Uri endpoint)
{
    public sealed record Answer(int ExitCode, string Output, string Error)
    {
        public JsonElement Json => JsonDocument.Parse(Output).RootElement;
    }

    public async Task<Answer> RunAsync(params string[] arguments)
    {
        Assert.SkipUnless(IsInstalled, "The aws command is not on PATH.");
        var start = new ProcessStartInfo("aws", ["--endpoint-url", endpoint.ToString(), "--output", "json", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AWS_ACCESS_KEY_ID"] = S3Rig.AccessKey,
                ["AWS_SECRET_ACCESS_KEY"] = S3Rig.SecretKey,
                ["AWS_DEFAULT_REGION"] = "eu-west-1",
                ["AWS_EC2_METADATA_DISABLED"] = "true",
                ["AWS_MAX_ATTEMPTS"] = "1",
                ["AWS_CONFIG_FILE"] = "/dev/null",
                ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(S3Rig.Cancellation);
        var error = process.StandardError.ReadToEndAsync(S3Rig.Cancellation);
        await process.WaitForExitAsync(S3Rig.Cancellation);
        return new(process.ExitCode, await output, await error);
    }

    private static bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "aws")));
}
