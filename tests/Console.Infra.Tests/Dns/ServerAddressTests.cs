using IncidentConsole.Infra.Dns;

namespace IncidentConsole.Infra.Tests.Dns;

public class ServerAddressTests
{
    [Theory]
    [InlineData("10.0.0.2", "10.0.0.2", 53)]
    [InlineData("10.0.0.2:5353", "10.0.0.2", 5353)]
    [InlineData("[::1]:5353", "::1", 5353)]
    [InlineData("::1", "::1", 53)]
    [InlineData("ns-1.example.com", "ns-1.example.com", 53)]
    [InlineData("ns-1.example.com:5353", "ns-1.example.com", 5353)]
    public void A_server_is_an_address_or_a_name_with_or_without_port(string text, string host, int port)
    {
        Assert.True(ServerAddress.TryParse(text, out var address));
        Assert.Equal(new ServerAddress(host, port), address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ns-1.example.com:0")]
    [InlineData("ns-1.example.com:99999")]
    [InlineData("http://ns-1.example.com")]
    [InlineData("two words")]
    public void Anything_else_is_refused(string text) => Assert.False(ServerAddress.TryParse(text, out _));
}
