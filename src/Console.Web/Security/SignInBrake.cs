using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace IncidentConsole.Web.Security;

/// <summary>
/// Slows guessing without locking anybody out. Only failures count, and for one account: by the network they come from, and more of
/// them over all
/// networks. Whoever else signs in from the same network is not held back, and a browser that has signed in to the account before has a
/// count of its own.
/// </summary>
internal sealed class SignInBrake : IDisposable
{
    private const int FailuresFromOneNetwork = 5;
    private const int FailuresFromAnywhere = 20;
    private const int IPv6NetworkBytes = 8;
    private static readonly TimeSpan OneMoreEach = TimeSpan.FromSeconds(30);

    private readonly PartitionedRateLimiter<Attempt> ofOneNetwork = PartitionedRateLimiter.Create<Attempt, (string, string)>(
        attempt => RateLimitPartition.GetTokenBucketLimiter((attempt.Place, attempt.Name), _ => Bucket(FailuresFromOneNetwork)));

    private readonly PartitionedRateLimiter<Attempt> ofAccount = PartitionedRateLimiter.Create<Attempt, string>(
        attempt => attempt.IsKnown ? RateLimitPartition.GetNoLimiter("")
            : RateLimitPartition.GetTokenBucketLimiter(attempt.Name, _ => Bucket(FailuresFromAnywhere)));

    // Checking a password costs tens of milliseconds of a core: one place at a time, so that no place takes them all.
    private readonly PartitionedRateLimiter<Attempt> atOnce = PartitionedRateLimiter.Create<Attempt, string>(
        attempt => RateLimitPartition.GetConcurrencyLimiter(attempt.Place, _ =>
            new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = 100 }));

    /// <summary>Null when a password may be checked now; otherwise how long to wait at most.</summary>
    public TimeSpan? Wait(Attempt attempt) => WaitOf(ofOneNetwork, attempt) ?? WaitOf(ofAccount, attempt);

    /// <summary>One more that did not match.</summary>
    public void Failed(Attempt attempt)
    {
        ofOneNetwork.AttemptAcquire(attempt).Dispose();
        ofAccount.AttemptAcquire(attempt).Dispose();
    }

    /// <summary>The turn to check a password; not acquired when too many wait already.</summary>
    public ValueTask<RateLimitLease> TurnAsync(Attempt attempt, CancellationToken cancellationToken) =>
        atOnce.AcquireAsync(attempt, 1, cancellationToken);

    public void Dispose()
    {
        ofOneNetwork.Dispose();
        ofAccount.Dispose();
        atOnce.Dispose();
    }

    // Asked for none, a bucket that is filled a fraction of the way says yes.
    private static TimeSpan? WaitOf(PartitionedRateLimiter<Attempt> limiter, Attempt attempt) =>
        limiter.GetStatistics(attempt) is { CurrentAvailablePermits: < 1 } ? OneMoreEach : null;

    private static TokenBucketRateLimiterOptions Bucket(int size) =>
        new() { TokenLimit = size, TokensPerPeriod = 1, ReplenishmentPeriod = OneMoreEach, QueueLimit = 0 };

    /// <param name="Place">A network, or a browser that is known.</param>
    internal sealed record Attempt(string Place, string Name, bool IsKnown)
    {
        private const int LongestName = 40;

        /// <param name="browser">Id of a browser that has signed in to this account before; null for any other.</param>
        public static Attempt Of(IPAddress? address, string name, string? browser) =>
            new(browser ?? NetworkOf(address), name.Length <= LongestName ? name : name[..LongestName], browser is not null);

        // Whoever has one address of IPv6 has 2^64 of them.
        private static string NetworkOf(IPAddress? address) => address switch
        {
            { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } =>
                Convert.ToHexString(address.GetAddressBytes().AsSpan(0, IPv6NetworkBytes)),
            { IsIPv4MappedToIPv6: true } => $"{address.MapToIPv4()}",
            _ => $"{address}",
        };
    }
}
