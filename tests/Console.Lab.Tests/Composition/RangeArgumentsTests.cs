using IncidentConsole.Lab.Composition;

namespace IncidentConsole.Lab.Tests.Composition;

public class RangeArgumentsTests
{
    [Fact]
    public void Arguments_set_what_they_name()
    {
        var command = RangeArguments.Parse(
            ["--folder", "here", "--range-port", "5091", "--port", "5081", "--dns", "simple", "--ttl", "60", "--traffic", "10", "--die-with-parent"]);

        var usual = new RangeOptions();
        Assert.Equal(
            usual with { Folder = "here", Port = 5091, IsWeighted = false, PublicTtl = TimeSpan.FromSeconds(60), TrafficPerSecond = 10 },
            command.Options with { Regions = usual.Regions, Tenants = usual.Tenants });
        Assert.Equal(5081, command.ConsolePort);
        Assert.True(command.DieWithParent);
    }

    [Theory]
    [InlineData("weighted", false, true)]
    [InlineData("cloudflare", true, true)]
    [InlineData("cloudflare-simple", true, false)]
    public void The_keeper_of_the_zone_can_be_chosen(string dns, bool isCloudflare, bool isWeighted)
    {
        var options = RangeArguments.Parse(["--dns", dns]).Options;

        Assert.Equal((isCloudflare, isWeighted), (options.IsCloudflare, options.IsWeighted));
    }

    [Theory]
    [InlineData("--speed 3", "--speed is no argument of the range.")]
    [InlineData("--port", "--port needs a value.")]
    [InlineData("--range-port 70000", "--range-port must be a number from 0 to 65535, not '70000'.")]
    [InlineData("--dns round-robin", "--dns must be weighted, simple, cloudflare or cloudflare-simple, not 'round-robin'.")]
    public void A_wrong_argument_is_refused_with_a_sentence(string line, string sentence)
    {
        var exception = Assert.Throws<FormatException>(() => RangeArguments.Parse(line.Split(' ')));

        Assert.Equal(sentence, exception.Message);
    }
}
