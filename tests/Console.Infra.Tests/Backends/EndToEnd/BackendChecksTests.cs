using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Backends;
using IncidentConsole.Infra.Backends.EndToEnd;
using IncidentConsole.Infra.Tests.Probing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Tests.Backends.EndToEnd;

/// <summary>What the suite asks of a backend: against one as the fleet runs it, and against servers that get each thing wrong.</summary>
public class BackendChecksTests(RangeBackend range) : IClassFixture<RangeBackend>
{
    private const string Accepted = """{"accepted":true,"escalated":false}""";
    private static readonly RegionId East = new(RangeBackend.Region);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backend_as_the_fleet_runs_it_passes_every_test()
    {
        var outcome = await SuiteAsync(range.Url);

        Assert.True(outcome.Succeeded, string.Join('\n', outcome.Log));
        Assert.Equal(7, outcome.Counts["passed"]);
        string[] expected = ["health: 200 OK", "submit: 200, accepted, pcs", "duplicate: the same answer", "bad signature: 401", "bad JSON: 400", "tenant isolation: 400", "429 with Retry-After: 429 after"];
        Assert.Equal(expected.Length, outcome.Log.Count(line => line.StartsWith("passed ", StringComparison.Ordinal)));
        Assert.All(expected, words => Assert.Contains(outcome.Log, line => line.StartsWith($"passed  {words}", StringComparison.Ordinal)));
        Assert.DoesNotContain(outcome.Log, line => line.Contains(RangeBackend.SigningKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backend_that_takes_everything_fails_what_must_be_refused()
    {
        await using var stub = await StubServer.StartAsync(context => context.Request.Path == "/health" ? context.Response.WriteAsync("OK") : StubServer.JsonAsync(context, Accepted));

        var outcome = await SuiteAsync(stub.Url, burst: 0);

        Assert.False(outcome.Succeeded);
        Assert.EndsWith("; failed: bad signature (200, accepted, not 401), bad JSON (200, accepted, not 400), tenant isolation (200, accepted to a tenant nobody registered, not 400); skipped: 429 with Retry-After",
            outcome.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backend_that_refuses_everything_fails_and_what_builds_on_a_submission_is_skipped()
    {
        await using var stub = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            return context.Response.WriteAsync("Writes are drained");
        });

        var outcome = await SuiteAsync(stub.Url);

        Assert.Equal((0, 4, 3), (outcome.Counts["passed"], outcome.Counts["failed"], outcome.Counts["skipped"]));
        Assert.Contains(outcome.Log, line => line.StartsWith("failed  submit: 503, Writes are drained", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backend_that_is_away_is_a_result_and_no_exception()
    {
        var outcome = await SuiteAsync(new Uri("http://127.0.0.1:1/"));

        Assert.Contains(outcome.Log, line => line.StartsWith("failed  health: no answer: connection refused", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(200, "OK", EndToEndVerdict.Passed)]
    [InlineData(200, "degraded", EndToEndVerdict.Failed)]
    [InlineData(503, "OK", EndToEndVerdict.Failed)]
    public async Task Health_is_200_and_ok_and_nothing_else(int status, string body, EndToEndVerdict verdict)
    {
        await using var stub = await StubServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync(body);
        });

        Assert.Equal(verdict, (await new HealthAnswers(Calls(stub.Url)).RunAsync(Subject(), Stop)).Verdict);
    }

    [Fact]
    public async Task A_duplicate_that_is_answered_otherwise_by_one_byte_fails()
    {
        await using var stub = await StubServer.StartAsync(context => StubServer.JsonAsync(context, Accepted + " "));

        var result = await new DuplicateAnswersAlike(Calls(stub.Url), TimeProvider.System).RunAsync(Known(), Stop);

        Assert.Equal(EndToEndVerdict.Failed, result.Verdict);
    }

    [Fact]
    public async Task Where_the_fleet_does_not_sign_there_is_no_signature_to_refuse()
    {
        var result = await new BadSignatureRefused(Calls(new Uri("http://127.0.0.1:1/"), signingKey: null), TimeProvider.System).RunAsync(Subject(), Stop);

        Assert.Equal(EndToEndVerdict.Skipped, result.Verdict);
    }

    [Fact]
    public async Task The_burst_ends_with_the_first_429()
    {
        var sent = 0;
        await using var stub = await StubServer.StartAsync(context =>
        {
            if (Interlocked.Increment(ref sent) <= 50) return StubServer.JsonAsync(context, Accepted);
            context.Response.Headers.RetryAfter = "10";
            return StubServer.JsonAsync(context, "Too many requests", 429);
        });

        var result = await BurstAsync(stub.Url, burst: 5_000);

        Assert.Equal(EndToEndVerdict.Passed, result.Verdict);
        Assert.Contains("Retry-After 10", result.Finding, StringComparison.Ordinal);
        Assert.InRange(sent, 51, 50 + RateLimitHolds.Lanes);
    }

    [Fact]
    public async Task A_429_that_does_not_say_when_to_come_back_fails()
    {
        await using var stub = await StubServer.StartAsync(context => StubServer.JsonAsync(context, "Too many requests", 429));

        Assert.Matches("^429 after .*, without Retry-After$", (await BurstAsync(stub.Url, burst: 100)).Finding);
    }

    [Fact]
    public async Task A_server_error_under_the_burst_fails()
    {
        await using var stub = await StubServer.StartAsync(context => StubServer.JsonAsync(context, "Internal server error", 500));

        var result = await BurstAsync(stub.Url, burst: 100);

        Assert.Equal(EndToEndVerdict.Failed, result.Verdict);
        Assert.StartsWith("500, Internal server error within the burst", result.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_that_is_not_reached_is_not_pressed_for()
    {
        var sent = 0;
        await using var stub = await StubServer.StartAsync(context =>
        {
            Interlocked.Increment(ref sent);
            return StubServer.JsonAsync(context, Accepted);
        });

        var result = await BurstAsync(stub.Url, burst: 100);

        Assert.Equal((EndToEndVerdict.Skipped, 100), (result.Verdict, sent));
        Assert.StartsWith("no 429 within the burst (100 in ", result.Finding, StringComparison.Ordinal);
    }

    private static Task<EndToEndResult> BurstAsync(Uri url, int burst) => new RateLimitHolds(Calls(url, burst: burst), TimeProvider.System).RunAsync(Known(), Stop);

    private static Task<ProcedureOutcome> SuiteAsync(Uri url, int burst = 5_000)
    {
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddBackends()
            .AddSingleton(Options(url, burst, RangeBackend.SigningKey))
            .BuildServiceProvider();
        var suite = new EndToEndProcedure(services.GetServices<IEndToEndCheck>(), TimeProvider.System);
        return suite.RunAsync(new("e2e-tests", East, ImmutableSortedDictionary<string, string>.Empty), new ProcedureRun(null, (_, _) => Task.CompletedTask), Stop);
    }

    private static EndToEndCalls Calls(Uri url, string? signingKey = RangeBackend.SigningKey, int burst = 0) => new(Options(url, burst, signingKey), RegisteredHttp.Clients);

    private static IOptions<BackendsOptions> Options(Uri url, int burst, string? signingKey) => Microsoft.Extensions.Options.Options.Create(new BackendsOptions
    {
        Tenant = "synthetic",
        QuietTenant = RangeBackend.Tenant,
        SigningKey = signingKey,
        BurstRequests = burst,
        BurstTimeBox = TimeSpan.FromSeconds(10),
        SmokeTestTimeBox = TimeSpan.FromSeconds(60),
        Regions = new Dictionary<string, BackendRegion> { [RangeBackend.Region] = new() { Url = url } },
    });

    private static EndToEndSubject Subject() => new(East, TimeProvider.System.GetUtcNow(), _ => Task.CompletedTask);

    private static EndToEndSubject Known()
    {
        var subject = Subject();
        subject.Accepted = new("id", RangeBackend.Tenant, "{}", Accepted, subject.StartedAt);
        return subject;
    }
}
