using IncidentConsole.Lab.Cloudflare;
using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Tests.Cloudflare;

public class DnsRecordsContractTests
{
    private readonly FaultBoard faults = new(TimeProvider.System);

    private static string Records => $"{CurlCloudflare.Zone}/dns_records";

    [Fact]
    public async Task The_records_of_a_name_are_listed_in_the_envelope_with_pages()
    {
        await using var api = await CurlCloudflare.StartAsync(faults, CurlCloudflare.Simple);

        var answer = await new CurlCloudflare(api).GetAsync($"{Records}?name=api.example.com");

        Assert.Equal((200, true, 0, 0), (answer.Status, (bool)answer.Body["success"]!, answer.Body["errors"]!.AsArray().Count, answer.Body["messages"]!.AsArray().Count));
        var record = Assert.Single(answer.Result.AsArray())!;
        Assert.Equal(("CNAME", "api.example.com", "eu-west-alb.example.com", 60, false),
            ((string)record["type"]!, (string)record["name"]!, (string)record["content"]!, (int)record["ttl"]!, (bool)record["proxied"]!));
        Assert.Equal((1, 1, 1), ((int)answer.Body["result_info"]!["page"]!, (int)answer.Body["result_info"]!["count"]!, (int)answer.Body["result_info"]!["total_pages"]!));
    }

    [Fact]
    public async Task Every_page_is_reached()
    {
        await using var api = await CurlCloudflare.StartAsync(faults, CurlCloudflare.Simple);
        var curl = new CurlCloudflare(api);

        var last = await curl.GetAsync($"{Records}?per_page=2&page=2");

        Assert.Equal((1, 3), (last.Result.AsArray().Count, (int)last.Body["result_info"]!["total_count"]!));
    }

    [Fact]
    public async Task A_batch_deletes_before_it_posts_whatever_the_order_it_is_written_in()
    {
        await using var api = await CurlCloudflare.StartAsync(faults, CurlCloudflare.Simple);

        var answer = await BatchAsync(api, """{"posts": [{"name": "api.example.com", "type": "A", "content": "127.0.2.1", "ttl": 3600}], "deletes": [{"id": "CNAME"}]}""");

        Assert.Equal(("CNAME", "A"), ((string)answer.Result["deletes"]![0]!["type"]!, (string)answer.Result["posts"]![0]!["type"]!));
        Assert.Equal("A 127.0.2.1", Content(api));
    }

    [Theory]
    [InlineData("""{"patches": [{"id": "CNAME", "content": "us-east-alb.example.com"}], "posts": [{"name": "api.example.com", "type": "A", "content": "127.0.2.1"}]}""",
        "400 81054: A CNAME record with that host already exists.")]
    [InlineData("""{"deletes": [{"id": "CNAME"}], "posts": [{"name": "eu-west-alb.example.com", "type": "CNAME", "content": "us-east-alb.example.com"}]}""",
        "400 81053: An A, AAAA, or CNAME record with that host already exists.")]
    [InlineData("""{"deletes": [{"id": "CNAME"}, {"id": "023e105f4ecef8ad9ca31a8372d0c353"}]}""", "404 81044: Record does not exist.")]
    [InlineData("""{"patches": [{"id": "CNAME", "content": "us-east-alb.example.com", "ttl": 59}]}""", "400 9021: Invalid TTL. Must be between 60 and 86400 seconds, or 1 for Automatic.")]
    [InlineData("""{"patches": [{"id": "CNAME", "content": "us-east-alb.example.com", "wieght": 1}]}""", "400 9207: Request body is invalid: unknown field 'wieght'.")]
    [InlineData("""{"deletes": [{"id": "CNAME"}], "posts": [{"name": "api.example.com", "type": "A", "content": "us-east-alb.example.com"}]}""",
        "400 9005: Content for A record must be a valid IPv4 address.")]
    [InlineData("""{"deletes": [{"id": "CNAME"}], "posts": [{"name": "api.example.org", "type": "A", "content": "127.0.2.1"}]}""", "400 9000: DNS name is invalid.")]
    [InlineData("""{"deletes": [{"id": "CNAME"}], "posts": [{"name": "api.example.com", "type": "TXT", "content": "text", "proxied": true}]}""", "400 9004: This record type cannot be proxied.")]
    [InlineData("""{"posts": [{"name": "eu-west-alb.example.com", "type": "A", "content": "127.0.1.1"}]}""", "400 81058: An identical record already exists.")]
    [InlineData("""{"patch": []}""", "400 9207: Request body is invalid: unknown field 'patch'.")]
    public async Task One_wrong_operation_takes_the_whole_batch_with_it(string batch, string refusal)
    {
        await using var api = await CurlCloudflare.StartAsync(faults, CurlCloudflare.Simple);
        var before = api.Zone.Content;

        Assert.Equal(refusal, (await BatchAsync(api, batch)).Refusal);
        Assert.Equal(before, api.Zone.Content);
    }

    [Fact]
    public async Task A_proxied_record_has_no_ttl_of_its_own()
    {
        await using var api = await CurlCloudflare.StartAsync(faults, CurlCloudflare.Simple);

        await BatchAsync(api, """{"patches": [{"id": "CNAME", "proxied": true}]}""");

        Assert.Equal((true, 1L), api.Zone.Content.Records.Where(record => record.Type == "CNAME").Select(record => (record.Proxied, record.Ttl)).Single());
    }

    /// <param name="batch">In which <c>CNAME</c> stands for the id of the public name's record.</param>
    private static Task<CurlAnswer> BatchAsync(CloudflareApi api, string batch) => new CurlCloudflare(api).SendAsync("POST", $"{Records}/batch",
        batch.Replace("\"id\": \"CNAME\"", $"\"id\": \"{api.Zone.Content.Records.Single(record => record.Type == "CNAME").Id}\"", StringComparison.Ordinal));

    private static string Content(CloudflareApi api) =>
        string.Join(", ", api.Zone.Content.Records.Where(record => record.Name == "api.example.com").Select(record => $"{record.Type} {record.Content}"));
}
