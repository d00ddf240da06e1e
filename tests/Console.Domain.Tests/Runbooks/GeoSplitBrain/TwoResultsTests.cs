using IncidentConsole.Domain.Runbooks.GeoSplitBrain;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Runbooks.GeoSplitBrain;

public class TwoResultsTests
{
    [Theory]
    [InlineData("""{"accepted":true,"d":1.5}""", """{"accepted":false,"d":1.5,"reason":"too far"}""", "eu-west: accepted true · us-east: accepted false, reason too far")]
    [InlineData("""{"accepted":true}""", """{"accepted":true,"escalated":true}""", "eu-west: nothing more · us-east: escalated true")]
    [InlineData("""{"d":1.50}""", """{"d":1.5,"n":null}""", "eu-west: nothing more · us-east: n ")]
    [InlineData("plain", """{"accepted":true}""", """eu-west: plain · us-east: {"accepted":true}""")]
    [InlineData("""{"accepted":tr""", "[1]", """eu-west: {"accepted":tr · us-east: [1]""")]
    public void Only_what_differs_is_told(string left, string right, string words) =>
        Assert.Equal(words, TwoResults.Words(EuWest, left, UsEast, right));

    [Fact]
    public void A_long_field_is_cut() =>
        Assert.Equal($"eu-west: r {new string('x', 80)}… · us-east: r y", TwoResults.Words(EuWest, $$"""{"r":"{{new string('x', 300)}}"}""", UsEast, """{"r":"y"}"""));
}
