using IncidentConsole.Infra.Redis.Resp;

namespace IncidentConsole.Infra.Redis.Parity;

/// <summary>
/// The keys of one SCAN answer. They are kept in the form in which a command takes them, so that asking for their values is one copy.
/// </summary>
internal sealed class KeyPage
{
    private readonly RespWriter arguments = new();
    private readonly List<Range> keys = [];

    public int Count => keys.Count;

    /// <summary>The cursor behind the page.</summary>
    public string Next { get; set; } = "";

    /// <summary>All keys as RESP bulk strings, without the command in front.</summary>
    public ReadOnlyMemory<byte> Arguments => arguments.Written;

    public ReadOnlySpan<byte> this[int index] => arguments.Written.Span[keys[index]];

    public void Add(ReadOnlySpan<byte> key)
    {
        arguments.Bulk(key);
        var end = arguments.Length - 2;
        keys.Add((end - key.Length)..end);
    }

    public void Clear()
    {
        arguments.Clear();
        keys.Clear();
    }
}
