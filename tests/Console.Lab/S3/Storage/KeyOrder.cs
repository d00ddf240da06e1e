namespace IncidentConsole.Lab.S3.Storage;

/// <summary>The order S3 lists keys in: by their UTF-8 bytes, which is ordinal order but for characters beyond the basic plane.</summary>
internal sealed class KeyOrder : IComparer<string>
{
    public static KeyOrder Utf8 { get; } = new();

    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        var common = left.CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
            return left.Length.CompareTo(right.Length);
        return Weight(left[common]).CompareTo(Weight(right[common]));
    }

    // UTF-16 puts surrogates below U+E000 although the characters they encode come after U+FFFF.
    private static int Weight(char character) => char.IsSurrogate(character) ? character + 0x10000 : character;
}
