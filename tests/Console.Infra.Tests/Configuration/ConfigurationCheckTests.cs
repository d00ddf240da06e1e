using System.ComponentModel.DataAnnotations;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.Tests.Configuration;

public class ConfigurationCheckTests
{
    [Fact]
    public void A_good_configuration_passes_and_binds()
    {
        using var services = Services([]);

        ConfigurationCheck.ThrowIfBad(services);

        Assert.Equal(["eu-west", "us-east"], services.GetRequiredService<FleetPolicy>().Regions.Select(region => region.Id));
    }

    [Fact]
    public void Every_error_of_every_section_is_told_at_once_under_its_full_key()
    {
        var errors = Errors(("Store:Every", "abc"), ("Store:Regions:eu-west:Endpoint", ""), ("Fleet:PublicName", ""), ("Store:Inner:Colour", "Mauve"));

        Assert.Equal(
        [
            "Fleet:PublicName: The PublicName field is required.",
            "Store:Every: \"abc\" is not a time span hh:mm:ss",
            "Store:Inner:Colour: \"Mauve\" is not one of Red, Green",
            "Store:Regions:eu-west:Endpoint: The Endpoint field is required.",
        ], errors.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_mistyped_key_is_refused_with_the_keys_there_are() => Assert.Equal(
        ["Store:Evry: unknown key; known here: Every, Inner, List, Regions, TimeBox"], Errors(("Store:Evry", "00:00:01")));

    [Fact]
    public void A_value_out_of_range_is_refused() => Assert.StartsWith("Store:Every: The field Every must be between", Assert.Single(Errors(("Store:Every", "5"))));

    [Fact]
    public void Items_of_a_list_are_checked_too() => Assert.Equal(
        ["Store:List:0:Colour: \"Blue\" is not one of Red, Green"], Errors(("Store:List:0:Colour", "Blue"), ("Store:List:1:Colour", "red")));

    [Fact]
    public void A_region_map_has_exactly_the_regions_of_the_fleet() => Assert.Equal(
        ["Store:Regions:ap-south: is missing; Fleet has this region", "Store:Regions:us-wset: no such region; Fleet has eu-west, us-east, ap-south"],
        Errors(("Fleet:Regions:2:Id", "ap-south"), ("Fleet:Regions:2:LoadBalancer", "ap"), ("Store:Regions:us-wset:Endpoint", "c:3")).Order(StringComparer.Ordinal));

    [Fact]
    public void A_region_named_twice_is_refused() => Assert.Equal(
        ["Fleet:Regions: eu-west is named 2 times"], Errors(("Fleet:Regions:2:Id", "eu-west"), ("Fleet:Regions:2:LoadBalancer", "eu")));

    [Theory]
    [InlineData("http://127.0.0.1:9090", true)]
    [InlineData("https://prometheus.example.com/eu", true)]
    [InlineData("127.0.0.1:9090", false)]
    [InlineData("prometheus", false)]
    public void An_address_is_absolute_http(string address, bool valid) =>
        Assert.Equal(valid, new HttpAddressAttribute().IsValid(new Uri(address, UriKind.RelativeOrAbsolute)));

    private static IReadOnlyList<string> Errors(params (string Key, string Value)[] changes)
    {
        using var services = Services(changes);
        return Assert.Throws<BadConfigurationException>(() => ConfigurationCheck.ThrowIfBad(services)).Errors;
    }

    private static ServiceProvider Services((string Key, string Value)[] changes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Fleet:PublicName"] = "api.example.com",
            ["Fleet:Regions:0:Id"] = "eu-west",
            ["Fleet:Regions:0:LoadBalancer"] = "eu-west-alb.example.com",
            ["Fleet:Regions:1:Id"] = "us-east",
            ["Fleet:Regions:1:LoadBalancer"] = "us-east-alb.example.com",
            ["Store:Regions:eu-west:Endpoint"] = "a:1",
            ["Store:Regions:us-east:Endpoint"] = "b:2",
        };
        foreach (var (key, value) in changes) settings[key] = value;
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddFleetPolicy()
            .AddChecked<StoreOptions>("Store")
            .BuildServiceProvider();
    }

    public sealed class StoreOptions : ProbeOptions
    {
        public IDictionary<string, StoreRegion> Regions { get; init; } = new Dictionary<string, StoreRegion>();
        public Paint Inner { get; init; } = new();
        public IList<Paint> List { get; init; } = [];
    }

    public sealed class StoreRegion
    {
        [Required]
        public string Endpoint { get; init; } = "";
    }

    public sealed class Paint
    {
        public Colour Colour { get; init; }
    }

    public enum Colour
    {
        Red,
        Green,
    }
}
