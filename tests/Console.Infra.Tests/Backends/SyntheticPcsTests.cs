using IncidentConsole.Infra.Backends;
using IncidentConsole.Lab.Fleet.Pcs;

namespace IncidentConsole.Infra.Tests.Backends;

public class SyntheticPcsTests
{
    private const string Key = "range-signing-key";
    private static readonly string MerkleRoot = string.Concat(Enumerable.Repeat("ab", 32));
    private static readonly DateTimeOffset SentAt = DateTimeOffset.FromUnixTimeSeconds(28_950_000L * 60);

    /// <summary>Both values were computed with another program, from the contract.</summary>
    [Fact]
    public void Id_and_signature_are_those_of_the_contract()
    {
        var pcs = PcsDocument.TryParse(System.Text.Encoding.UTF8.GetBytes(SyntheticPcs.Create(MerkleRoot, SentAt, Key).Json))!;

        Assert.Equal("c3c72d5bb146649444cd37454206d97ad819d4b499f99b40e797123489b0bed8", pcs.PcsId);
        Assert.Equal("36z4ESMq08O6RN/1450omwhbQpDZhAwLoJY/goypjzY=", pcs.Signature);
    }

    [Fact]
    public void The_fleet_accepts_it_without_escalating()
    {
        var pcs = PcsDocument.TryParse(System.Text.Encoding.UTF8.GetBytes(SyntheticPcs.Fresh(Key, TimeProvider.System).Json))!;

        Assert.True(new PcsSignature(Key).IsValid(pcs));
        Assert.Equal(200, PcsVerifier.Verify(pcs).StatusCode);
    }

    [Fact]
    public void Two_fresh_ones_differ() =>
        Assert.NotEqual(SyntheticPcs.Fresh(Key, TimeProvider.System).PcsId, SyntheticPcs.Fresh(Key, TimeProvider.System).PcsId);

    [Fact]
    public void A_fleet_that_does_not_sign_gets_no_signature() =>
        Assert.Contains("\"sig\":\"\"", SyntheticPcs.Fresh(null, TimeProvider.System).Json, StringComparison.Ordinal);
}
