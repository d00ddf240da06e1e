using IncidentConsole.Infra.Redis.Resp;
using StackExchange.Redis;

namespace IncidentConsole.Infra.Redis;

/// <summary>Why a Redis does not serve, in a few words.</summary>
internal static class RedisReason
{
    private const int LongestRefusal = 120;

    /// <summary>The client only says that it has no connection. Why, a connection of our own finds out.</summary>
    public static async Task<string> WhyNotConnectedAsync(string redis, ConfigurationOptions configuration, CancellationToken cancellationToken)
    {
        try
        {
            await using var _ = await RespConnection.OpenAsync(redis, configuration, cancellationToken).ConfigureAwait(false);
            return "reconnecting";
        }
        catch (RespException failure)
        {
            return failure.Reason;
        }
    }

    /// <summary>By the code that begins each refusal of Redis: the account lacks a right.</summary>
    public static bool IsForbidden(RedisServerException refusal) => refusal.Message.StartsWith("NOPERM ", StringComparison.Ordinal);

    /// <summary>The server's own words, one line of them.</summary>
    public static string Of(RedisServerException refusal)
    {
        var line = refusal.Message.Split('\n')[0];
        return line.Length > LongestRefusal ? line[..LongestRefusal] + "…" : line;
    }
}
