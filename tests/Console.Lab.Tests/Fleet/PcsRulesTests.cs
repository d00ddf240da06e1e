using IncidentConsole.Lab.Fleet.Pcs;

namespace IncidentConsole.Lab.Tests.Fleet;

public class PcsRulesTests
{
    private static readonly PcsFactory Documents = new(new PcsSignature("a key"), TimeProvider.System);

    [Fact]
    public void Every_fresh_document_is_accepted_without_escalation() => Assert.All(
        Enumerable.Range(0, 1000).Select(_ => Documents.Create()),
        document => Assert.Equal(200, PcsVerifier.Verify(document).StatusCode));

    [Fact]
    public void The_signature_is_an_HMAC_over_the_eight_fields_in_the_contracts_order()
    {
        var document = new PcsDocument
        {
            Budget = 0.42, CohStar = 0.7300000004, DHat = 1.41, Epoch = 7, MerkleRoot = "abc", PcsId = "id", R = 1, ShardId = "s-1",
        };
        var payload = """{"budget":0.42,"coh_star":0.73,"D_hat":1.41,"epoch":7,"merkle_root":"abc","pcs_id":"id","r":1,"shard_id":"s-1"}""";
        var expected = System.Security.Cryptography.HMACSHA256.HashData("key"u8, System.Text.Encoding.UTF8.GetBytes(payload));

        Assert.Equal(Convert.ToBase64String(expected), new PcsSignature("key").Of(document));
    }

    [Fact]
    public void An_even_number_of_slopes_takes_the_upper_median() =>
        Assert.Equal(3, TheilSen.Slope([(0, 0), (1, 1), (2, 4), (3, 9)]));

    [Theory]
    [InlineData(1.5, 0.70, "sticky")]
    [InlineData(1.5, 0.69, "mixed")]
    [InlineData(1.51, 0.70, "mixed")]
    [InlineData(2.6, 0.70, "non_sticky")]
    public void The_regime_follows_dimension_and_coherence(double dimension, double coherence, string regime) =>
        Assert.Equal(regime, PcsVerifier.Regime(dimension, coherence));

    [Theory]
    [InlineData(1.0, 1.0, 0.0, 0.6)]
    [InlineData(2.4, 0.5, 1.0, 0.3)]
    [InlineData(9.0, 1.0, 0.0, 1.0)]
    public void The_budget_follows_the_formula_within_0_and_1(double dimension, double coherence, double r, double budget) =>
        Assert.Equal(budget, PcsVerifier.Budget(dimension, coherence, r));
}
