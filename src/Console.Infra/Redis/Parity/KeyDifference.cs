namespace IncidentConsole.Infra.Redis.Parity;

/// <summary>A key whose entry differs, as both sides had it a moment ago.</summary>
/// <param name="Left">Null where the key is missing.</param>
/// <param name="LeftTtl">Milliseconds the entry still has to live; null when it lives for ever or is missing.</param>
internal sealed record KeyDifference(byte[] Key, byte[]? Left, byte[]? Right, long? LeftTtl, long? RightTtl)
{
    /// <summary>A string on one side, and of another type, shown as null, on the other: nobody is missing it.</summary>
    public bool AreOfTwoTypes { get; init; }
}
