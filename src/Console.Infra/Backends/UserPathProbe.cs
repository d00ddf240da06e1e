using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Backends;

/// <summary>
/// One request as a user makes it: name, load balancer, backend, WAL, dedup. It submits the same document again and again, which
/// goes the whole way and leaves one key in each dedup store, not one each second.
/// </summary>
internal sealed class UserPathProbe(
    BackendsOptions options, Resolvers resolvers, LoadBalancerNames loadBalancers, HttpClient http, SyntheticPcs pcs, TimeProvider time) : IProbe
{
    private readonly Uri url = options.UserPath.Url!;
    private readonly TimeSpan patience = options.UserPath.TimeBox;

    public string Name => "user-path";

    public TimeSpan Every => options.UserPath.Every;

    /// <summary>Longer than the request's own, which ends it as failed: a user who waits that long was not served.</summary>
    public TimeSpan TimeBox => patience + TimeSpan.FromSeconds(1);

    public async Task<IReadOnlyList<Observation>> ReadAsync(CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(patience, time);
        using var box = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var started = time.GetTimestamp();
        NameAnswer answer;
        try
        {
            answer = await resolvers.AskAsync(url.Host, box.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CouldNotAskException("no resolver answered in time");
        }
        if (answer.Addresses.Count == 0)
            return [Seen(Health.Fail, null, time.GetElapsedTime(started), time.GetUtcNow(), $"{url.Host} has no address at {answer.Resolver}")];
        return [await SubmitAsync(answer, started, box.Token, cancellationToken)];
    }

    public IReadOnlyList<Observation> CouldNotAsk(string reason, DateTimeOffset at) => [Seen(Health.Unknown, null, TimeSpan.Zero, at, reason)];

    private async Task<Observation> SubmitAsync(NameAnswer name, long started, CancellationToken box, CancellationToken cancellationToken)
    {
        var address = name.Addresses[0];
        var region = loadBalancers.RegionOfAsync(name, address, box);
        Domain.Fleet.UserPathProbe End(Health result, RegionId? servedBy, string detail) =>
            Seen(result, servedBy, time.GetElapsedTime(started), time.GetUtcNow(), $"{detail}, {address} by {name.Resolver}");
        try
        {
            using var request = Submission.Request(url, options.Tenant, pcs);
            request.SendTo(address);
            using var response = await http.SendAsync(request, box);
            var answer = await Submission.ReadAsync(response, box);
            return End(answer.IsAccepted ? Health.Pass : Health.Fail, await region, answer.InWords);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && Unreachable.InWords(exception, patience) is { } reason)
        {
            await region.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            return End(Health.Fail, null, reason);
        }
    }

    private Domain.Fleet.UserPathProbe Seen(Health result, RegionId? servedBy, TimeSpan took, DateTimeOffset at, string detail) =>
        new(result, servedBy, took, $"{url.Host} as a user", at, Every, detail);
}
