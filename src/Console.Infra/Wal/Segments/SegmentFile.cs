using System.IO.Compression;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Wal.Segments;

/// <summary>A segment as it lies in a bucket: plain, or compressed by whoever ships it, whether its key says so or not.</summary>
internal static class SegmentFile
{
    private static readonly (string Name, byte[] Mark)[] NotRead =
    [
        ("zstd", [0x28, 0xB5, 0x2F, 0xFD]), ("xz", [0xFD, 0x37, 0x7A, 0x58]), ("lz4", [0x04, 0x22, 0x4D, 0x18]),
            ("bzip2", "BZh"u8.ToArray()), ("snappy", [0xFF, 0x06, 0x00, 0x00, 0x73]),
    ];

    /// <summary>Whether it is a JSON document a line.</summary>
    public static bool IsLines(string key) => key.EndsWith(".jsonl", StringComparison.Ordinal)
        || key.EndsWith(".jsonl.gz", StringComparison.Ordinal);

    /// <param name="most">Bytes it may grow to.</param>
    /// <exception cref="CouldNotAskException">It is compressed and cannot be read; never half of it.</exception>
    public static byte[] Unpack(byte[] content, long most)
    {
        if (Array.Find(NotRead, each => content.AsSpan().StartsWith(each.Mark))
            is { Name: { } name }) throw new CouldNotAskException($"compressed with {name}, not read");
        if (content is not [0x1F, 0x8B, ..]) return content;
        try
        {
            using var unzipped = new MemoryStream();
            using var zip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            var portion = new byte[81_920];
            for (int read; (read = zip.Read(portion)) > 0; unzipped.Write(portion, 0, read))
                if (unzipped.Length + read > most) throw new CouldNotAskException($"compressed with gzip, more than {most} bytes when unpacked: not read");
            return unzipped.ToArray();
        }
        catch (InvalidDataException)
        {
            throw new CouldNotAskException("compressed with gzip, damaged: not read");
        }
    }
}
