using System.Text;
using IncidentConsole.Lab.S3.Signing;
using IncidentConsole.Lab.S3.Wire;
using Microsoft.AspNetCore.Http;

namespace IncidentConsole.Lab.Tests.S3;

/// <summary>The ways a body can be sent that clients use over TLS alone, so that no SDK shows them on the range's plain sockets.</summary>
public class PayloadTests
{
    [Theory]
    [InlineData("UNSIGNED-PAYLOAD", "abc")]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "3\r\nabc\r\n0\r\nx-amz-checksum-crc32:NSRBwg==\r\n\r\n")]
    public async Task An_unsigned_body_is_read(string declared, string raw)
    {
        var payload = await ReadAsync(declared, raw);

        Assert.Equal("abc", Encoding.UTF8.GetString(payload.Body.Span));
    }

    [Fact]
    public async Task The_trailer_of_an_unsigned_body_is_kept()
    {
        var payload = await ReadAsync("STREAMING-UNSIGNED-PAYLOAD-TRAILER", "0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", length: "0");

        Assert.Equal("AAAAAA==", payload.Trailers["x-amz-checksum-crc32"]);
    }

    [Fact]
    public async Task A_body_of_another_hash_is_refused() =>
        Assert.Equal("XAmzContentSHA256Mismatch", (await Assert.ThrowsAsync<S3Exception>(() => ReadAsync(new string('0', 64), "abc"))).Code);

    [Fact]
    public async Task A_body_shorter_than_announced_is_refused() =>
        Assert.Equal("IncompleteBody", (await Assert.ThrowsAsync<S3Exception>(() => ReadAsync("UNSIGNED-PAYLOAD", "ab"))).Code);

    private static Task<Payload> ReadAsync(string declared, string raw, string length = "3")
    {
        var request = new DefaultHttpContext().Request;
        request.Headers["x-amz-content-sha256"] = declared;
        request.Headers["x-amz-decoded-content-length"] = length;
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(raw));
        var seed = new RequestSignature(new SigningKey("secret", "20260101", "eu-west"), "", "", "");
        return Payload.ReadAsync(request, seed, S3Rig.Cancellation);
    }
}
