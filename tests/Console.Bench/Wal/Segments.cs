using System.Text;
using IncidentConsole.Lab.S3;

namespace IncidentConsole.Bench.Wal;

/// <summary>A bucket full of segments, and another that has the replicas; one number is missing and one record torn.</summary>
internal static class Segments
{
    public const int Count = 100_000;
    public const string Bucket = "flk-wal-eu-west";
    private const int Writers = 3;
    private const int Missing = 54_321;

    public static IEnumerable<SeedObject> All(DateTimeOffset end)
    {
        for (var at = 0; at <= Count; at++)
        {
            if (at == Missing) continue;
            var time = end.AddSeconds(at - Count);
            yield return new SeedObject($"inbox/eu-west/{time:yyyyMMdd'T'HHmmssfff'Z'}-pod-{at % Writers}-{at / Writers + 1:D8}.wal", Body(time, isTorn: at == Count - 7), time);
        }
    }

    private static byte[] Body(DateTimeOffset at, bool isTorn) => Encoding.UTF8.GetBytes($"{at:yyyy-MM-dd'T'HH:mm:ss.fffffff}00Z|2|{(isTorn ? "{" : "{}\n")}");
}
