using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IncidentConsole.Lab.Fleet.Pcs;

/// <summary>HMAC-SHA256 over the fields the fleet signs, as compact JSON in its order, base64.</summary>
public sealed class PcsSignature(string key)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly byte[] key = Encoding.UTF8.GetBytes(key);

    public string Of(PcsDocument pcs) => Convert.ToBase64String(HMACSHA256.HashData(key, Payload(pcs)));

    public PcsDocument Sign(PcsDocument pcs) => pcs with { Signature = Of(pcs) };

    public bool IsValid(PcsDocument pcs) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(pcs)), Encoding.UTF8.GetBytes(pcs.Signature));

    private static byte[] Payload(PcsDocument pcs)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            json.WriteNumber("budget", Rounded(pcs.Budget));
            json.WriteNumber("coh_star", Rounded(pcs.CohStar));
            json.WriteNumber("D_hat", Rounded(pcs.DHat));
            json.WriteNumber("epoch", pcs.Epoch);
            json.WriteString("merkle_root", pcs.MerkleRoot);
            json.WriteString("pcs_id", pcs.PcsId);
            json.WriteNumber("r", Rounded(pcs.R));
            json.WriteString("shard_id", pcs.ShardId);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static double Rounded(double value) => Math.Round(value, 9);
}
