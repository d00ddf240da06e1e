using System.Net;
using DnsClient;
using IncidentConsole.Lab.Composition;

namespace IncidentConsole.Lab.Tests.Fleet;

/// <summary>A whole range with quick health checks and a short TTL.</summary>
public sealed class RangeFixture : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly string folder = Directory.CreateTempSubdirectory("range-whole-").FullName;

    public RehearsalRange Range { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Range = await RehearsalRange.StartAsync(
        new RangeOptions
        {
            Folder = folder,
            Port = 0,
            PublicTtl = TimeSpan.FromSeconds(1),
            HealthCheckInterval = TimeSpan.FromMilliseconds(500),
            HealthCheckFailures = 2,
            DnsInSyncAfter = TimeSpan.FromMilliseconds(100),
        },
        TimeProvider.System,
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Range.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Which regions' addresses the name servers give for the public name, over many questions.</summary>
    public async Task<IReadOnlySet<string>> AnsweredAsync()
    {
        var client = new LookupClient(new LookupClientOptions([.. Range.File.Dns.NameServers.Select(IPEndPoint.Parse)]) { UseCache = false });
        var answers = new HashSet<string>();
        for (var question = 0; question < 30; question++)
            foreach (var record in (await client.QueryAsync(Range.File.PublicName, QueryType.A)).Answers.ARecords())
                answers.Add(Range.File.Regions.Single(region => region.LoadBalancer.Contains($"{record.Address}:", StringComparison.Ordinal)).Name);
        return answers;
    }

    /// <summary>Waits until something holds; never by a fixed time.</summary>
    public static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (!await holds())
        {
            Assert.False(patience.IsCancellationRequested, $"It never came to this: {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    public static Task UntilAsync(string what, Func<bool> holds) => UntilAsync(what, () => Task.FromResult(holds()));
}
