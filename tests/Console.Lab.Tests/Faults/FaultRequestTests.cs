using System.Text.Json;
using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Tests.Faults;

public class FaultRequestTests
{
    [Theory]
    [InlineData("redis-slow", """{"ms": "soon"}""", "must be a number")]
    [InlineData("redis-slow", """{"ms": -1}""", "must be a number")]
    [InlineData("redis-slow", """{"region": "mars"}""", "must be eu-west or us-east")]
    [InlineData("redis-slow", """{"seconds": 3}""", "has no argument 'seconds'; it takes region, ms")]
    [InlineData("gslb-stuck", """{"region": "eu-west"}""", "takes no arguments")]
    [InlineData("region-down", """{"how": "explode"}""", "must be refuse or hang")]
    [InlineData("region-down", """{"how": "hang"}""", "needs the argument 'region': eu-west or us-east")]
    [InlineData("region-down", """["eu-west"]""", "must be a JSON object")]
    public void A_wrong_argument_is_refused_with_a_sentence(string fault, string body, string sentence)
    {
        var (_, error) = FaultRequest.Read(FaultCatalog.Find(fault)!, JsonDocument.Parse(body).RootElement, region: null);

        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_region_may_come_with_the_address()
    {
        var (arguments, error) = FaultRequest.Read(FaultCatalog.Find("redis-slow")!, JsonDocument.Parse("""{"ms": 900}""").RootElement, "us-east");

        Assert.Null(error);
        Assert.Equal("us-east", arguments["region"]);
        Assert.Equal("900", arguments["ms"]);
    }

    [Fact]
    public void Every_fault_says_what_it_does_in_a_sentence()
    {
        Assert.All(FaultCatalog.All, fault => Assert.EndsWith(".", fault.Effect, StringComparison.Ordinal));
        Assert.Distinct(FaultCatalog.All.Select(fault => fault.Name));
    }
}
