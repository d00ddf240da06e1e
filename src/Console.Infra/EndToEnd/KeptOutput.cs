using System.Collections.Immutable;

namespace IncidentConsole.Infra.EndToEnd;

/// <summary>The last lines of a program's output, and no more of each than fits a page: a program may print for ever.</summary>
internal sealed class KeptOutput(int most)
{
    private const int MostCharacters = 300;
    private readonly Queue<string> lines = new();
    private readonly Lock gate = new();
    private long dropped;

    /// <summary>The newest line; null before the first.</summary>
    public string? Last { get; private set; }

    public void Add(string line)
    {
        // Colours and other control codes are for terminals; Postgres takes no NUL.
        var text = string.Concat((line.Length > MostCharacters ? line[..MostCharacters] + "…" : line).Where(character => character == '\t' || !char.IsControl(character)));
        lock (gate)
        {
            lines.Enqueue(text);
            if (text.Length > 0) Last = text;
            if (lines.Count <= most) return;
            lines.Dequeue();
            dropped++;
        }
    }

    public ImmutableArray<string> Lines
    {
        get
        {
            lock (gate) return dropped == 0 ? [.. lines] : [$"… {dropped:#,0} lines before", .. lines];
        }
    }
}
