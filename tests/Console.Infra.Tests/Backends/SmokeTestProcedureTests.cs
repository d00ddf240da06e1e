using System.Collections.Immutable;
using System.Diagnostics;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Backends;
using IncidentConsole.Infra.Tests.Probing;
using IncidentConsole.Lab.Fleet.Pcs;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Tests.Backends;

public class SmokeTestProcedureTests
{
    private const string Key = "range-signing-key";
    private static readonly ProcedureCall Call = new("smoke-test", new RegionId("us-east"), ImmutableSortedDictionary<string, string>.Empty);

    [Fact]
    public async Task A_fresh_signed_pcs_that_is_accepted_succeeds_with_request_and_answer_as_evidence()
    {
        await using var backend = await StubServer.StartAsync(VerifyAsync);

        var outcome = await RunAsync(backend.Url);

        Assert.True(outcome.Succeeded);
        Assert.Matches("^200, accepted, [0-9,]+ ms, pcs [0-9a-f]{4}…[0-9a-f]{2}$", outcome.Outcome);
        Assert.Equal($"POST {backend.Url}v1/pcs/submit", outcome.Log[0]);
        Assert.Contains("\"accepted\":true", outcome.Log[^1], StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Log, line => line.Contains(Key, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(202, """{"accepted":false,"escalated":true,"reason":"pcs_id mismatch"}""", "202, not accepted: pcs_id mismatch")]
    [InlineData(202, """{"accepted":true,"escalated":true,"reason":"odd"}""", "202, escalated: odd")]
    [InlineData(401, "Signature verification failed", "401, Signature verification failed")]
    public async Task Whatever_else_is_answered_is_a_failure_in_its_own_words(int status, string body, string outcome)
    {
        await using var backend = await StubServer.StartAsync(context => StubServer.JsonAsync(context, body, status));

        var run = await RunAsync(backend.Url);

        Assert.False(run.Succeeded);
        Assert.StartsWith(outcome, run.Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backend_that_cannot_be_reached_is_an_outcome_not_an_exception()
    {
        var outcome = await RunAsync(new Uri("http://127.0.0.1:1/"));

        Assert.Equal((false, "no answer from us-east: connection refused"), (outcome.Succeeded, outcome.Outcome));
    }

    [Fact]
    public async Task The_command_does_the_same_in_a_shell()
    {
        await using var backend = await StubServer.StartAsync(VerifyAsync);

        var command = With(backend.Url, procedure => procedure.Command(Call));
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, shell.ExitCode);
        Assert.EndsWith("\n200\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, command, StringComparison.Ordinal);
    }

    private static Task<ProcedureOutcome> RunAsync(Uri backend) =>
        With(backend, procedure => procedure.RunAsync(Call, new ProcedureRun(null, (_, _) => Task.CompletedTask), TestContext.Current.CancellationToken));

    private static T With<T>(Uri backend, Func<SmokeTestProcedure, T> use)
    {
        var options = new BackendsOptions
        {
            Tenant = "synthetic",
            SigningKey = Key,
            Regions = new Dictionary<string, BackendRegion> { ["us-east"] = new() { Url = backend } },
        };
        return use(new SmokeTestProcedure(Options.Create(options), RegisteredHttp.Clients, TimeProvider.System));
    }

    /// <summary>As the fleet verifies: tenant, signature, contents.</summary>
    private static async Task VerifyAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var pcs = PcsDocument.TryParse(body.ToArray())!;
        var result = PcsVerifier.Verify(pcs);
        var isSigned = context.Request.Headers["X-Tenant-Id"] == "synthetic" && new PcsSignature(Key).IsValid(pcs);
        await StubServer.JsonAsync(context, result.ToJson(), isSigned ? result.StatusCode : 401);
    }
}
