using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Dns;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentConsole.Infra.Tests.Dns;

public class DnsConfigurationTests
{
    [Fact]
    public void Every_wrong_key_is_named_at_once_and_in_full()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Dns:Nameservers:0"] = "127.0.0.1:5353",
            ["Dns:Nameservers:1"] = "two words",
            ["Dns:Route53:AccessKey"] = "AKIARANGE",
            ["Dns:Route53:ServiceUrl"] = "not-an-address",
        }).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddDns().BuildServiceProvider();

        var bad = Assert.Throws<BadConfigurationException>(() => ConfigurationCheck.ThrowIfBad(services));

        Assert.Equal(
            ["Dns:Nameservers:1", "Dns:Resolvers", "Dns:Route53:AccessKey", "Dns:Route53:HostedZoneId", "Dns:Route53:SecretKey", "Dns:Route53:ServiceUrl"],
            bad.Errors.Select(error => error.Split(": ")[0]).Order(StringComparer.Ordinal));
        Assert.Contains("Dns:Nameservers:1: 'two words' is no server: write host or host:port.", bad.Errors);
    }

    [Fact]
    public void Every_wrong_key_of_Cloudflare_is_named_too_and_no_value_of_a_secret()
    {
        var bad = Bad(
            ("Dns:Provider", "cloudflare"),
            ("Dns:Cloudflare:ZoneId", "example.com"),
            ("Dns:Cloudflare:ApiToken", "two words"),
            ("Dns:Cloudflare:LoadBalancerId", "0123456789abcdef0123456789abcdef"),
            ("Dns:Cloudflare:Zone", "example.com"),
            ("Dns:Cloudflare:CallTimeout", "soon"));

        Assert.Equal(
            ["Dns:Cloudflare:AccountId", "Dns:Cloudflare:ApiToken", "Dns:Cloudflare:CallTimeout", "Dns:Cloudflare:Zone", "Dns:Cloudflare:ZoneId"],
            bad.Select(error => error.Split(": ")[0]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(bad, error => error.Contains("two words", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "Dns:Route53: is missing; Dns:Provider is Route53")]
    [InlineData("Cloudflare", "Dns:Cloudflare: is missing; Dns:Provider is Cloudflare")]
    [InlineData("Bind", "Dns:Provider: \"Bind\" is not one of Route53, Cloudflare")]
    [InlineData("7", "Dns:Provider: The field Provider is invalid.")]
    public void The_section_of_the_chosen_provider_is_needed(string provider, string error) =>
        Assert.Contains(error, Bad(("Dns:Provider", provider)));

    [Theory]
    [InlineData("route53", "Dns:Route53:HostedZoneId", "Z1234")]
    [InlineData("cloudflare", "Dns:Cloudflare:ApiToken", "token")]
    public void The_section_of_the_other_provider_is_not(string provider, string key, string value) =>
        Errors(("Dns:Provider", provider), (key, value), ("Dns:Cloudflare:ZoneId", provider == "cloudflare" ? "0123456789abcdef0123456789abcdef" : null)).ForEach(Assert.Fail);

    private static List<string> Bad(params (string Key, string? Value)[] settings)
    {
        var errors = Errors(settings);
        Assert.NotEmpty(errors);
        return errors;
    }

    private static List<string> Errors(params (string Key, string? Value)[] settings)
    {
        var all = settings.Where(setting => setting.Value is { Length: > 0 }).Append(("Dns:Nameservers:0", "127.0.0.1")).Append(("Dns:Resolvers:0", "127.0.0.1"));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all.ToDictionary(setting => setting.Item1, setting => setting.Item2)).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddDns().BuildServiceProvider();
        try
        {
            ConfigurationCheck.ThrowIfBad(services);
            return [];
        }
        catch (BadConfigurationException bad)
        {
            return [.. bad.Errors];
        }
    }
}
