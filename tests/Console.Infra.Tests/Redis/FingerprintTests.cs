using IncidentConsole.Infra.Redis.Parity;

namespace IncidentConsole.Infra.Tests.Redis;

public sealed class FingerprintTests
{
    [Fact]
    public void The_order_does_not_matter() => Assert.False(Differ(["a", "b", "c"], ["c", "a", "b"]));

    [Fact]
    public void A_key_listed_twice_makes_a_difference_to_be_looked_into() => Assert.True(Differ(["a", "b"], ["a", "b", "b"]));

    [Fact]
    public void A_missing_key_makes_a_difference() => Assert.True(Differ(["a", "b"], ["a"]));

    private static bool Differ(string[] left, string[] right)
    {
        Fingerprint one = Of(left), other = Of(right);
        return Enumerable.Range(0, Fingerprint.Buckets).Any(bucket => one.DiffersFrom(other, bucket));
    }

    private static Fingerprint Of(string[] keys)
    {
        var fingerprint = new Fingerprint(1, 1000);
        foreach (var key in keys) fingerprint.Add(System.Text.Encoding.UTF8.GetBytes(key), "value"u8);
        return fingerprint;
    }
}
