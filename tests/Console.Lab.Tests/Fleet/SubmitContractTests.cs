using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IncidentConsole.Lab.Fleet.Backend;
using IncidentConsole.Lab.Fleet.Pcs;

namespace IncidentConsole.Lab.Tests.Fleet;

public class SubmitContractTests(BackendFixture fleet) : IClassFixture<BackendFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_fresh_signed_document_is_accepted_with_200()
    {
        var pod = await fleet.StartPodAsync();

        using var response = await fleet.SubmitAsync(pod, fleet.Documents.Create());

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!;
        Assert.True((bool)answer["accepted"]!);
        Assert.False((bool)answer["escalated"]!);
        Assert.NotNull(answer["recomputed_D_hat"]);
        Assert.NotNull(answer["recomputed_budget"]);
        Assert.Null(answer["reason"]);
    }

    [Theory]
    [InlineData("regime", true, "regime mismatch")]
    [InlineData("budget", true, "budget deviation")]
    [InlineData("dimension", false, "D_hat out of tolerance")]
    [InlineData("coherence", false, "coh_star out of bounds")]
    [InlineData("id", false, "validation failed")]
    [InlineData("scales", false, "D_hat recomputation failed")]
    public async Task A_doubtful_document_is_answered_202_with_the_reason(string doubt, bool accepted, string reason)
    {
        var pod = await fleet.StartPodAsync();
        var good = fleet.Documents.Create();
        var doubtful = doubt switch
        {
            "regime" => good with { Regime = "other" },
            "budget" => good with { Budget = good.Budget > 0.5 ? 0.1 : 0.9 },
            "dimension" => good with { DHat = good.DHat + 0.2 },
            "coherence" => good with { CohStar = 1.06 },
            "id" => good with { PcsId = good.PcsId[..^1] + "x" },
            _ => good with { Scales = [2, 4, 64] },
        };

        using var response = await fleet.SubmitAsync(pod, BackendFixture.Signature.Sign(doubtful));

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var answer = VerifyResult.FromJson(await response.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal(accepted, answer.Accepted);
        Assert.True(answer.Escalated);
        Assert.StartsWith(reason, answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_duplicate_answers_as_the_first_time_whatever_its_body_says()
    {
        var pod = await fleet.StartPodAsync();
        var document = fleet.Documents.Create();
        using var first = await fleet.SubmitAsync(pod, document);

        using var second = await fleet.SubmitAsync(pod, BackendFixture.Signature.Sign(document with { Regime = "other" }));

        Assert.Equal(first.StatusCode, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancellation), await second.Content.ReadAsStringAsync(Cancellation));
        Assert.Contains("flk_dedup_hits 1", await fleet.GetAsync(pod, "/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_is_kept_in_Redis_for_14_days()
    {
        var pod = await fleet.StartPodAsync();
        var document = fleet.Documents.Create();

        using var response = await fleet.SubmitAsync(pod, document);

        using var redis = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{fleet.Redis.Port}");
        var kept = await redis.GetDatabase().StringGetWithExpiryAsync($"pcs:{document.PcsId}");
        Assert.Equal(await response.Content.ReadAsStringAsync(Cancellation), (string?)kept.Value);
        Assert.InRange(kept.Expiry!.Value, TimeSpan.FromDays(13.99), TimeSpan.FromDays(14));
    }

    [Theory]
    [InlineData("{ no json", "acme", HttpStatusCode.BadRequest)]
    [InlineData("", "acme", HttpStatusCode.BadRequest)]
    [InlineData("{}", "stranger", HttpStatusCode.BadRequest)]
    [InlineData("{}", "acme", HttpStatusCode.Unauthorized)]
    public async Task A_refused_body_is_in_the_WAL_all_the_same(string body, string tenant, HttpStatusCode expected)
    {
        var pod = await fleet.StartPodAsync();

        using var response = await fleet.SubmitAsync(pod, Encoding.UTF8.GetBytes(body), tenant);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal([body], fleet.WalBodies(pod));
    }

    [Fact]
    public async Task A_tampered_document_is_refused_and_not_remembered()
    {
        var pod = await fleet.StartPodAsync();
        var document = fleet.Documents.Create();

        using var tampered = await fleet.SubmitAsync(pod, document with { R = document.R / 2 + 0.1 });
        using var original = await fleet.SubmitAsync(pod, document);

        Assert.Equal(HttpStatusCode.Unauthorized, tampered.StatusCode);
        Assert.Equal(HttpStatusCode.OK, original.StatusCode);
    }

    [Fact]
    public async Task A_body_over_one_MiB_is_cut_and_then_no_JSON()
    {
        var pod = await fleet.StartPodAsync();

        using var response = await fleet.SubmitAsync(pod, [(byte)'"', .. Enumerable.Repeat((byte)'x', RequestBody.Limit), (byte)'"']);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(RequestBody.Limit, Assert.Single(fleet.WalBodies(pod)).Length);
    }
}
