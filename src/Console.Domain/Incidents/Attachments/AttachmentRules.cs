using System.Security.Cryptography;
using System.Text;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Incidents.Attachments;

/// <summary>What may be attached. Judged by the contents: a name and a header say what somebody wants it to be.</summary>
public static class AttachmentRules
{
    public const int MostBytes = 2 * 1024 * 1024;
    private const int MostNameCharacters = 120;
    private static readonly string[] ImageNames = [".png", ".jpg", ".jpeg", ".gif"];

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static (Attachment? Attachment, Refusal? Refusal) Accept(string? name, byte[] content)
    {
        var file = Path.GetFileName((name ?? "").Replace('\\', '/'));
        file = new string([.. PlainText.Of(file).Where(character => !char.IsControl(character))]).Trim();
        if (content.Length == 0) return Refuse("The file is empty.");
        if (content.Length > MostBytes) return Refuse($"The file has {content.Length:#,0} bytes; at most {MostBytes:#,0} fit.");
        if (file.Length is 0 or > MostNameCharacters) return Refuse($"The file needs a name of at most {MostNameCharacters} characters.");
        var type = TypeOf(content);
        if (type == "text/plain" && ImageNames.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)) return Refuse($"{file} is called an image and is none.");
        return type is not null
            ? (new(new(Guid.NewGuid(), file, type, content.Length, Convert.ToHexStringLower(SHA256.HashData(content))), content), null)
            : Refuse("Only text (UTF-8) and PNG, JPEG or GIF images can be attached.");
    }

    private static string? TypeOf(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : content.StartsWith("GIF87a"u8) || content.StartsWith("GIF89a"u8) ? "image/gif"
        : IsText(content) ? "text/plain"
        : null;

    private static bool IsText(ReadOnlySpan<byte> content)
    {
        if (content.Contains((byte)0)) return false;
        try
        {
            Strict.GetCharCount(content);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static (Attachment?, Refusal?) Refuse(string sentence) => (null, new Refusal(sentence, RefusalReason.Invalid));
}
