namespace IncidentConsole.Infra.Tests.Dns;

public class CredentialChainTests
{
    [Fact]
    public async Task Without_configured_keys_the_credential_chain_of_the_SDK_signs()
    {
        // All other tests configure their keys, so nobody else reads these.
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIARANGE");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "range-secret");
        await using var range = await DnsRange.StartAsync(DnsRange.Weighted, ("Dns:Route53:AccessKey", ""), ("Dns:Route53:SecretKey", ""));

        Assert.Equal(2, (await range.ReadAsync()).Records.Length);
    }
}
