using System.Net;
using Amazon.S3.Model;
using static IncidentConsole.Lab.Tests.S3.S3Rig;

namespace IncidentConsole.Lab.Tests.S3;

public class SigningTests
{
    private const string Scoped = $"AWS4-HMAC-SHA256 Credential={AccessKey}/20260101/eu-west/";

    [Fact]
    public async Task An_unknown_access_key_is_refused()
    {
        await using var rig = await StartAsync();
        var stranger = rig.ClientFor("eu-west", accessKey: "AKIASTRANGER");

        var refusal = await RefusedAsync(() => PutAsync(stranger, West, "key"));

        Assert.Equal(("InvalidAccessKeyId", HttpStatusCode.Forbidden), (refusal.ErrorCode, refusal.StatusCode));
    }

    [Fact]
    public async Task Another_secret_is_refused_and_nothing_is_stored()
    {
        await using var rig = await StartAsync();
        var forger = rig.ClientFor("eu-west", secretKey: "guessed");

        var read = await RefusedAsync(() => forger.ListBucketsAsync(Cancellation));
        var write = await RefusedAsync(() => PutAsync(forger, West, "key"));

        Assert.Equal(("SignatureDoesNotMatch", HttpStatusCode.Forbidden), (read.ErrorCode, read.StatusCode));
        Assert.Equal("SignatureDoesNotMatch", write.ErrorCode);
        Assert.Empty(rig.Server.Versions(West));
    }

    [Fact]
    public async Task A_clock_that_is_off_by_more_than_a_quarter_of_an_hour_is_refused()
    {
        await using var rig = await StartAsync();
        rig.Pass(TimeSpan.FromMinutes(16));

        Assert.Equal("RequestTimeTooSkewed", (await RefusedAsync(() => PutAsync(rig.EuWest, West, "key"))).ErrorCode);
    }

    [Theory]
    [InlineData("", "AccessDenied")]
    [InlineData("Basic cmFuZ2U6cmFuZ2U=", "InvalidRequest")]
    [InlineData("AWS4-HMAC-SHA256 nonsense", "AuthorizationHeaderMalformed")]
    [InlineData(Scoped + "ec2/aws4_request, SignedHeaders=host, Signature=0", "AuthorizationHeaderMalformed")]
    [InlineData(Scoped + "s3/aws4_request, SignedHeaders=host, Signature=0", "which were not signed: x-amz-date")]
    public async Task A_request_that_is_not_properly_signed_is_refused(string authorization, string reason)
    {
        await using var rig = await StartAsync();
        using var anonymous = new HttpClient { BaseAddress = rig.Server.EndpointOf("eu-west") };
        anonymous.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        anonymous.DefaultRequestHeaders.Add("x-amz-date", "20260101T000000Z");

        var answer = await anonymous.GetAsync(new Uri($"/{West}/key", UriKind.Relative), Cancellation);

        Assert.Contains(reason, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.False(answer.IsSuccessStatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_several_chunks_is_put_together_again(bool inChunks)
    {
        await using var rig = await StartAsync();
        var content = string.Concat(Enumerable.Range(0, 50_000).Select(number => $"{number}\r\n"));
        await rig.EuWest.PutObjectAsync(
            new PutObjectRequest { BucketName = West, Key = "large", ContentBody = content, UseChunkEncoding = inChunks }, Cancellation);

        using var got = await rig.EuWest.GetObjectAsync(West, "large", Cancellation);

        Assert.Equal(content, await ContentAsync(got));
    }

    [Fact]
    public async Task A_call_that_is_not_emulated_is_refused()
    {
        await using var rig = await StartAsync();

        var get = new GetObjectAclRequest { BucketName = West, Key = "key" };
        var acl = await RefusedAsync(() => rig.EuWest.GetObjectAclAsync(get, Cancellation));
        var copy = await RefusedAsync(() => rig.EuWest.CopyObjectAsync(West, "key", West, "copy", Cancellation));

        Assert.Equal(("NotImplemented", HttpStatusCode.NotImplemented), (acl.ErrorCode, acl.StatusCode));
        Assert.Equal("NotImplemented", copy.ErrorCode);
    }
}
