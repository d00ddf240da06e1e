using System.Text;
using IncidentConsole.Lab.S3;

namespace IncidentConsole.Bench.Wal;

/// <summary>A bucket full of segments, and another that has the replicas; one number is missing and one record torn.</summary>
internal static class Segments
{
    public const string Bucket = "flk-wal-eu-west";
    private const int Writers = 3;

    /// <param name="count">How many are in the bucket.</param>
    public static IEnumerable<SeedObject> All(int count, DateTimeOffset end)
    {
        for (var at = 0; at <= count; at++)
        {
            if (at == count * 54L / 100) continue;
            var time = end.AddSeconds(at - count);
            var name = $"inbox/eu-west/{time:yyyyMMdd'T'HHmmssfff'Z'}-pod-{at % Writers}-{at / Writers + 1:D8}.wal";
            yield return new SeedObject(name, Body(time, isTorn: at == count - 7), time);
        }
    }

    private static byte[] Body(DateTimeOffset at, bool isTorn) =>
        Encoding.UTF8.GetBytes($"{at:yyyy-MM-dd'T'HH:mm:ss.fffffff}00Z|2|{(isTorn ? "{" : "{}\n")}");
}
