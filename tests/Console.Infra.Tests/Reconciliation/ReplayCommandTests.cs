using System.Diagnostics;
using System.Text.Json;
using IncidentConsole.Infra.Tests.Redis;
using IncidentConsole.Lab.Fleet.Wal;
using static IncidentConsole.Infra.Tests.Reconciliation.TwoRegions;

namespace IncidentConsole.Infra.Tests.Reconciliation;

/// <summary>The equivalent command, run by a real shell with the real programs.</summary>
public sealed class ReplayCommandTests(TwoRedis redis) : IClassFixture<TwoRedis>
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Theory]
    [InlineData(WalFormat.RecordSuffix)]
    [InlineData(WalFormat.JsonLinesSuffix)]
    public async Task It_submits_what_is_lacking_once_and_says_what_became_of_each(string suffix)
    {
        await using var regions = await StartAsync(redis);
        var (lacking, odd, known) = (regions.Documents.Create(), regions.Documents.Create() with { Regime = "odd" }, regions.Documents.Create());
        Assert.Equal(200, await regions.SubmitAsync(regions.Survivor, JsonSerializer.SerializeToUtf8Bytes(known)));
        var now = TimeProvider.System.GetUtcNow();
        byte[] records =
        [
            .. WalFormat.Record(now, JsonSerializer.SerializeToUtf8Bytes(lacking, Indented)), .. WalFormat.Record(now, "no JSON"u8), .. WalFormat.Record(now, JsonSerializer.SerializeToUtf8Bytes(known)),
            .. WalFormat.Record(now, JsonSerializer.SerializeToUtf8Bytes(odd)), .. WalFormat.Record(now, JsonSerializer.SerializeToUtf8Bytes(lacking)),
            .. WalFormat.Record(now, JsonSerializer.SerializeToUtf8Bytes(known with { PcsId = "forged" })),
        ];
        var key = $"inbox/eu-west/{now:yyyyMMdd'T'HHmmssfff'Z'}-pod-0-00000001{suffix}";
        await regions.PutAsync(key, suffix == WalFormat.RecordSuffix ? records : WalFormat.ToJsonLines(records));

        var (exit, output, error) = await RunAsync(regions);

        Assert.True(exit == 0, error);
        Assert.Equal(
            [$"new {lacking.PcsId}", $"malformed {key}", $"duplicate {known.PcsId}", $"escalated {odd.PcsId}", $"duplicate {lacking.PcsId}", "refused forged: not the id of its contents"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal([known.PcsId, lacking.PcsId, odd.PcsId], regions.ReceivedIds());
    }

    [Fact]
    public async Task Without_the_dedup_store_it_stops_instead_of_calling_everything_new_or_known()
    {
        await using var regions = await StartAsync(redis);
        await regions.LogAsync(2);
        await redis.RightServer.KillAsync();
        try
        {
            var (exit, output, _) = await RunAsync(regions);

            Assert.NotEqual(0, exit);
            Assert.Equal(("", 0), (output, regions.Received().Count));
        }
        finally
        {
            await redis.RightServer.StartAsync(Cancellation);
        }
    }

    private static async Task<(int Exit, string Output, string Error)> RunAsync(TwoRegions regions)
    {
        foreach (var program in new[] { "bash", "aws", "redis-cli", "jq", "curl" })
            if (!Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)))) Assert.Skip($"{program} is not on PATH.");
        var start = new ProcessStartInfo("bash", ["-c", regions.Procedure().Command(Call())]) { RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["AWS_ACCESS_KEY_ID"], start.Environment["AWS_SECRET_ACCESS_KEY"], start.Environment["AWS_DEFAULT_REGION"]) = ("AKIARANGE", "range-secret", "us-east-1");
        using var shell = Process.Start(start)!;
        var error = shell.StandardError.ReadToEndAsync(Cancellation);
        var output = await shell.StandardOutput.ReadToEndAsync(Cancellation);
        await shell.WaitForExitAsync(Cancellation);
        return (shell.ExitCode, output, await error);
    }
}
