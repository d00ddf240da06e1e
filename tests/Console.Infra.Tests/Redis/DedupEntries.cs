using StackExchange.Redis;

namespace IncidentConsole.Infra.Tests.Redis;

internal static class DedupEntries
{
    /// <summary>What the backend leaves of the 14 days after this time.</summary>
    public static readonly TimeSpan AnHourOld = TimeSpan.FromDays(14) - TimeSpan.FromHours(1);

    public static readonly TimeSpan JustWritten = TimeSpan.FromDays(14);

    public static string Value(int number) => $$"""{"accepted":true,"recomputed_D_hat":{{number}}}""";

    /// <summary>Entries <paramref name="first"/> and the following, an hour old.</summary>
    public static Task AddEntriesAsync(this IDatabase database, int first, int count) =>
        Task.WhenAll(Enumerable.Range(first, count).Select(number => database.StringSetAsync($"pcs:{number:x64}", Value(number), AnHourOld)));
}
