using System.Net;
using System.Security.Cryptography;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;
using static IncidentConsole.Lab.Tests.S3.S3Rig;

namespace IncidentConsole.Lab.Tests.S3;

public class ObjectTests
{
    [Fact]
    public async Task What_was_put_is_got_back_with_its_headers()
    {
        await using var rig = await StartAsync();
        var put = new PutObjectRequest
        {
            BucketName = West,
            Key = "inbox/a b+ü/1.jsonl",
            ContentBody = "{}\n",
            ContentType = "application/x-ndjson",
        };
        put.Metadata["writer"] = "pod-1";

        var stored = await rig.EuWest.PutObjectAsync(put, Cancellation);
        using var got = await rig.EuWest.GetObjectAsync(West, put.Key, Cancellation);

        Assert.Equal("{}\n", await ContentAsync(got));
        Assert.Equal("application/x-ndjson", got.Headers.ContentType);
        Assert.Equal("", got.Headers.ContentEncoding ?? "");
        Assert.Equal("pod-1", got.Metadata["writer"]);
        Assert.Equal(stored.ETag, got.ETag);
        Assert.Equal(stored.VersionId, got.VersionId);
#pragma warning disable CA5351 // An ETag is an MD5.
        Assert.Equal($"\"{Convert.ToHexStringLower(MD5.HashData("{}\n"u8))}\"", got.ETag);
#pragma warning restore CA5351
    }

    // The values are the algorithms' published check values for "123456789".
    [Theory]
    [InlineData("CRC32", "y/Q5Jg==")]
    [InlineData("CRC32C", "4waSgw==")]
    [InlineData("CRC64NVME", "rosUhgp5mIg=")]
    [InlineData("SHA1", "98O8HYCOBHMq32eZZczDTKeuNEE=")]
    [InlineData("SHA256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=")]
    public async Task A_checksum_the_client_declares_is_verified_and_kept(string algorithm, string value)
    {
        await using var rig = await StartAsync();
        var put = new PutObjectRequest { BucketName = West, Key = "checked", ContentBody = "123456789" };
        put.ChecksumAlgorithm = new ChecksumAlgorithm(algorithm);
        if (algorithm == "CRC64NVME")
            put.ChecksumCRC64NVME = value; // The SDK computes this one only with its native extension.
        await rig.EuWest.PutObjectAsync(put, Cancellation);

        var head = await rig.EuWest.GetObjectMetadataAsync(
            new GetObjectMetadataRequest { BucketName = West, Key = "checked", ChecksumMode = ChecksumMode.ENABLED }, Cancellation);

        string?[] kept = [head.ChecksumCRC32, head.ChecksumCRC32C, head.ChecksumCRC64NVME, head.ChecksumSHA1, head.ChecksumSHA256];
        Assert.Equal(value, Assert.Single(kept, checksum => !string.IsNullOrEmpty(checksum)));
    }

    [Fact]
    public async Task A_body_that_is_not_what_its_checksum_says_is_refused()
    {
        await using var rig = await StartAsync();
        var put = new PutObjectRequest { BucketName = West, Key = "torn", ContentBody = "torn", ChecksumCRC32 = "y/Q5Jg==" };

        Assert.Equal("BadDigest", (await RefusedAsync(() => rig.EuWest.PutObjectAsync(put, Cancellation))).ErrorCode);
    }

    [Fact]
    public async Task A_body_that_is_not_what_its_MD5_says_is_refused()
    {
        await using var rig = await StartAsync();
        var put = new PutObjectRequest { BucketName = West, Key = "torn", ContentBody = "torn" };
        put.MD5Digest = Convert.ToBase64String(new byte[16]);

        var refusal = await RefusedAsync(() => rig.EuWest.PutObjectAsync(put, Cancellation));

        Assert.Equal("BadDigest", refusal.ErrorCode);
        Assert.Empty(rig.Server.Versions(West));
    }

    [Theory]
    [InlineData("bytes=2-4", "cde")]
    [InlineData("bytes=7-", "hij")]
    [InlineData("bytes=-2", "ij")]
    [InlineData("bytes=8-100", "ij")]
    public async Task A_range_answers_that_part(string range, string part)
    {
        await using var rig = await StartAsync();
        await PutAsync(rig.EuWest, West, "letters", "abcdefghij");

        using var got = await rig.EuWest.GetObjectAsync(
            new GetObjectRequest { BucketName = West, Key = "letters", ByteRange = new ByteRange(range) }, Cancellation);

        Assert.Equal(HttpStatusCode.PartialContent, got.HttpStatusCode);
        Assert.Equal(part, await ContentAsync(got));
    }

    [Fact]
    public async Task A_range_past_the_end_is_refused()
    {
        await using var rig = await StartAsync();
        await PutAsync(rig.EuWest, West, "letters", "abc");
        var get = new GetObjectRequest { BucketName = West, Key = "letters", ByteRange = new ByteRange("bytes=3-") };

        Assert.Equal("InvalidRange", (await RefusedAsync(() => rig.EuWest.GetObjectAsync(get, Cancellation))).ErrorCode);
    }

    [Fact]
    public async Task An_unchanged_object_is_not_sent_again()
    {
        await using var rig = await StartAsync();
        var put = await PutAsync(rig.EuWest, West, "same");
        var get = new GetObjectRequest { BucketName = West, Key = "same", EtagToNotMatch = put.ETag };

        Assert.Equal(HttpStatusCode.NotModified, (await RefusedAsync(() => rig.EuWest.GetObjectAsync(get, Cancellation))).StatusCode);
    }

    [Fact]
    public async Task A_put_if_absent_leaves_what_is_there()
    {
        await using var rig = await StartAsync();
        var ifAbsent = new PutObjectRequest { BucketName = West, Key = "once", ContentBody = "first", IfNoneMatch = "*" };
        await rig.EuWest.PutObjectAsync(ifAbsent, Cancellation);
        ifAbsent.ContentBody = "second";

        var refusal = await RefusedAsync(() => rig.EuWest.PutObjectAsync(ifAbsent, Cancellation));

        Assert.Equal("PreconditionFailed", refusal.ErrorCode);
        Assert.Equal("first", Encoding.UTF8.GetString(Assert.Single(rig.Server.Versions(West)).Body.Span));
    }

    [Fact]
    public async Task A_missing_key_and_a_missing_bucket_are_told_apart()
    {
        await using var rig = await StartAsync();

        var key = await RefusedAsync(() => rig.EuWest.GetObjectAsync(West, "nowhere", Cancellation));
        var bucket = await RefusedAsync(() => rig.EuWest.GetObjectAsync("no-such-bucket", "nowhere", Cancellation));

        Assert.Equal(("NoSuchKey", HttpStatusCode.NotFound), (key.ErrorCode, key.StatusCode));
        Assert.Equal(("NoSuchBucket", HttpStatusCode.NotFound), (bucket.ErrorCode, bucket.StatusCode));
        Assert.NotEmpty(key.RequestId);
    }
}
