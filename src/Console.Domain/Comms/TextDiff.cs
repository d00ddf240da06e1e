using System.Collections.Immutable;

namespace IncidentConsole.Domain.Comms;

/// <summary>What somebody changed in a text, line by line.</summary>
public static class TextDiff
{
    // Beyond this, a table of every line against every line is no longer worth its memory.
    private const int MostCells = 4_000_000;

    public static ImmutableArray<DiffLine> Of(string before, string after)
    {
        var (old, now) = (before.Split('\n'), after.Split('\n'));
        var longest = (old.Length + 1L) * (now.Length + 1L) > MostCells ? null : Common(old, now);
        var lines = ImmutableArray.CreateBuilder<DiffLine>();
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
            if (longest is not null && i < old.Length && j < now.Length && old[i] == now[j])
            {
                lines.Add(new(DiffKind.Same, old[i++]));
                j++;
            }
            else if (i < old.Length && (longest is null || j == now.Length || longest[i + 1, j] >= longest[i, j + 1])) lines.Add(new(DiffKind.Removed, old[i++]));
            else lines.Add(new(DiffKind.Added, now[j++]));
        return lines.ToImmutable();
    }

    /// <summary>How long the longest common run of lines is from each pair on.</summary>
    private static int[,] Common(string[] old, string[] now)
    {
        var longest = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
            for (var j = now.Length - 1; j >= 0; j--)
                longest[i, j] = old[i] == now[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        return longest;
    }
}

public readonly record struct DiffLine(DiffKind Kind, string Text);

public enum DiffKind
{
    Same,
    Removed,
    Added,
}
