using System.Text;
using IncidentConsole.Lab.S3.Signing;
using IncidentConsole.Lab.S3.Wire;

namespace IncidentConsole.Lab.Tests.S3;

/// <summary>
/// The signatures are those of the worked examples in the S3 API reference: 65 KB of "a" in chunks of 64 KB, 1 KB and nothing.
/// </summary>
public class ChunkSignaturesTests
{
    private const string Seed = "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";
    private const string SeedBeforeTrailer = "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e";
    private const string TrailerSignature = "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435";

    private static readonly string[] Signed =
    [
        "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
        "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
        "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
    ];

    private static readonly string[] SignedBeforeTrailer =
    [
        "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
        "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
        "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
    ];

    [Fact]
    public void The_published_example_is_accepted() => Assert.Equal(66_560, Decode(Seed, Signed, trailer: "").Body.Length);

    [Fact]
    public void The_published_example_with_a_trailer_is_accepted()
    {
        var payload = Decode(SeedBeforeTrailer, SignedBeforeTrailer, Trailer("sOO8/Q=="));

        Assert.Equal("sOO8/Q==", payload.Trailers["x-amz-checksum-crc32c"]);
    }

    [Fact]
    public void A_trailer_that_was_altered_is_refused() =>
        Refused("SignatureDoesNotMatch", () => Decode(SeedBeforeTrailer, SignedBeforeTrailer, Trailer("AAAAAA==")));

    [Fact]
    public void A_chunk_that_was_altered_is_refused() =>
        Refused("SignatureDoesNotMatch", () => Decode(Seed, Signed, trailer: "", content: 'b'));

    [Theory]
    [InlineData("")]
    [InlineData("zz\r\n")]
    [InlineData("5\r\nabc")]
    [InlineData("3\r\nabcdef\r\n0\r\n\r\n")]
    [InlineData("7fffffff\r\nabc\r\n0\r\n\r\n")]
    public void A_torn_body_is_refused(string raw) =>
        Refused("IncompleteBody", () => new ChunkedBody(Encoding.UTF8.GetBytes(raw), signatures: null).Decode());

    private static Payload Decode(string seed, string[] signatures, string trailer, char content = 'a')
    {
        var key = new SigningKey("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "20130524", "us-east-1");
        var chain = new ChunkSignatures(new(key, "20130524T000000Z", "20130524/us-east-1/s3/aws4_request", seed));
        string[] raw =
        [
            $"10000;chunk-signature={signatures[0]}\r\n{new string(content, 65_536)}\r\n",
            $"400;chunk-signature={signatures[1]}\r\n{new string(content, 1_024)}\r\n",
            $"0;chunk-signature={signatures[2]}\r\n{trailer}\r\n",
        ];
        return new ChunkedBody(Encoding.ASCII.GetBytes(string.Concat(raw)), chain).Decode();
    }

    private static string Trailer(string checksum) =>
        $"x-amz-checksum-crc32c:{checksum}\r\nx-amz-trailer-signature:{TrailerSignature}\r\n";

    private static void Refused(string code, Action decode) => Assert.Equal(code, Assert.Throws<S3Exception>(decode).Code);
}
