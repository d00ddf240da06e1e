using System.Text.Json.Nodes;
using IncidentConsole.Lab.Route53;

namespace IncidentConsole.Lab.Tests.Route53;

/// <summary>The <c>aws route53</c> command, whose wire is botocore's: the real one.</summary>
internal sealed class AwsRoute53(Route53Api api, string accessKey = "AKIARANGE", string secretKey = "range-secret")
{
    private readonly Dictionary<string, string> environment = new()
    {
        ["AWS_ACCESS_KEY_ID"] = accessKey,
        ["AWS_SECRET_ACCESS_KEY"] = secretKey,
        ["AWS_DEFAULT_REGION"] = "us-east-1",
        ["AWS_MAX_ATTEMPTS"] = "1",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
        ["AWS_CONFIG_FILE"] = "/dev/null",
        ["AWS_SHARED_CREDENTIALS_FILE"] = "/dev/null",
        ["AWS_PAGER"] = "",
    };

    public Task<CliResult> RunAsync(params string[] arguments) =>
        Cli.RunAsync("aws", environment, ["route53", .. arguments, "--endpoint-url", api.Address.ToString(), "--output", "json"]);

    public async Task<JsonNode> ReadAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.Equal("", result.Error);
        return JsonNode.Parse(result.Output)!;
    }

    public Task<CliResult> ChangeAsync(string changes) =>
        RunAsync("change-resource-record-sets", "--hosted-zone-id", "Z1234", "--change-batch", $$"""{"Changes": [{{changes}}]}""");
}
