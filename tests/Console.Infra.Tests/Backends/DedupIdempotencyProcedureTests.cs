using System.Collections.Immutable;
using System.Diagnostics;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Backends;
using IncidentConsole.Infra.Tests.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Tests.Backends;

public class DedupIdempotencyProcedureTests
{
    private const string Accepted = """{"accepted":true,"escalated":false}""";
    private static readonly ProcedureCall Call = new("dedup-idempotency", new RegionId("us-east"), ImmutableSortedDictionary<string, string>.Empty);

    private readonly StubCounter counter = new();
    private readonly List<(string? Tenant, string Body)> sent = [];

    [Fact]
    public async Task The_same_pcs_twice_with_the_same_answer_and_one_hit_more_is_proven()
    {
        await using var backend = await StartAsync(duplicateAnswer: Accepted, hitsAdded: 1);

        var outcome = await RunAsync(backend.Url);

        Assert.Equal((true, "same answer; dedup hits of quiet rose by one, 7 → 8"), (outcome.Succeeded, outcome.Outcome));
        Assert.Equal(2, sent.Count);
        Assert.Equal(sent[0], sent[1]);
        Assert.Equal("quiet", sent[0].Tenant);
    }

    [Theory]
    [InlineData(0, "same answer; dedup hits of quiet stayed at 7: the second was not answered from the dedup store")]
    [InlineData(2, "same answer; dedup hits of quiet rose by 2, not by one: somebody else submits for it")]
    [InlineData(-3, "same answer; dedup hits of quiet fell from 7 to 4: a backend has gone or started anew; run it again")]
    public async Task The_same_answer_without_exactly_one_hit_more_is_not_proven(int hitsAdded, string words)
    {
        await using var backend = await StartAsync(Accepted, hitsAdded);

        var outcome = await RunAsync(backend.Url);

        Assert.Equal((false, words), (outcome.Succeeded, outcome.Outcome));
    }

    [Fact]
    public async Task A_tenant_shared_with_the_user_path_probe_can_only_be_seen_to_rise()
    {
        await using var backend = await StartAsync(Accepted, hitsAdded: 3);

        var outcome = await RunAsync(backend.Url, quietTenant: null);

        Assert.True(outcome.Succeeded);
        Assert.EndsWith("rose by 3; the user-path probe moves them too, so by one cannot be told", outcome.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_byte_of_difference_is_not_the_same_answer()
    {
        await using var backend = await StartAsync(Accepted + " ", hitsAdded: 1);

        var outcome = await RunAsync(backend.Url);

        Assert.False(outcome.Succeeded);
        Assert.StartsWith("not the same answer", outcome.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_counter_that_cannot_be_read_is_said_and_proves_nothing()
    {
        await using var backend = await StartAsync(Accepted, hitsAdded: 1);
        counter.Trouble = "us-east Prometheus: connection refused";

        var outcome = await RunAsync(backend.Url);

        Assert.Equal((false, "same answer; not proven, the counter could not be read: us-east Prometheus: connection refused"), (outcome.Succeeded, outcome.Outcome));
    }

    [Fact]
    public async Task A_count_collected_before_the_duplicate_is_not_taken_for_one_after_it()
    {
        await using var backend = await StartAsync(Accepted, hitsAdded: 1);
        counter.StaleReadings = 2;

        var outcome = await RunAsync(backend.Url);

        Assert.True(outcome.Succeeded, outcome.Outcome);
    }

    [Fact]
    public async Task A_first_that_is_not_accepted_ends_it()
    {
        await using var backend = await StubServer.StartAsync(context => StubServer.JsonAsync(context, "Unknown tenant", 400));

        var outcome = await RunAsync(backend.Url);

        Assert.Equal((false, "the first was answered 400, Unknown tenant: no duplicate was submitted"), (outcome.Succeeded, outcome.Outcome));
    }

    [Fact]
    public async Task The_command_does_the_same_in_a_shell()
    {
        await using var backend = await StartAsync(Accepted, hitsAdded: 1);
        var same = await ExitCodeAsync(With(backend.Url, "quiet", procedure => procedure.Command(Call)));
        sent.Clear();
        await using var forgetful = await StartAsync(Accepted + " ", hitsAdded: 1);
        var different = await ExitCodeAsync(With(forgetful.Url, "quiet", procedure => procedure.Command(Call)));

        Assert.Equal((0, 1), (same, different));
        Assert.Equal(sent[0], sent[1]);
    }

    private Task<StubServer> StartAsync(string duplicateAnswer, int hitsAdded) => StubServer.StartAsync(async context =>
    {
        using var body = new StreamReader(context.Request.Body);
        sent.Add((context.Request.Headers["X-Tenant-Id"], await body.ReadToEndAsync()));
        if (sent.Count == 2) counter.Hits += hitsAdded;
        await StubServer.JsonAsync(context, sent.Count == 1 ? Accepted : duplicateAnswer);
    });

    private Task<ProcedureOutcome> RunAsync(Uri backend, string? quietTenant = "quiet") =>
        With(backend, quietTenant, procedure => procedure.RunAsync(Call, new ProcedureRun(null, (_, _) => Task.CompletedTask), TestContext.Current.CancellationToken));

    private T With<T>(Uri backend, string? quietTenant, Func<DedupIdempotencyProcedure, T> use)
    {
        var options = new BackendsOptions
        {
            Tenant = "synthetic",
            QuietTenant = quietTenant,
            SigningKey = "key",
            Regions = new Dictionary<string, BackendRegion> { ["us-east"] = new() { Url = backend } },
        };
        return use(new DedupIdempotencyProcedure(Options.Create(options), RegisteredHttp.Clients, new FreshDedupHits(counter, TimeProvider.System), TimeProvider.System));
    }

    private static async Task<int> ExitCodeAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true })!;
        await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return shell.ExitCode;
    }

    /// <summary>Counts as told; a stale reading is of an hour ago, before any hit.</summary>
    private sealed class StubCounter : IDedupHitCounter
    {
        public double Hits { get; set; } = 7;

        public int StaleReadings { get; set; }

        public string? Trouble { get; set; }

        public Task<DedupHits> ReadAsync(RegionId region, string tenant, CancellationToken cancellationToken) => Task.FromResult(
            Trouble is not null ? DedupHits.Unknown(Trouble)
            : StaleReadings-- > 0 ? new DedupHits(0, TimeSpan.FromHours(1), null)
            : new DedupHits(Hits, TimeSpan.Zero, null));
    }
}
