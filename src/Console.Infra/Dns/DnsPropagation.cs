using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Dns;

/// <summary>Follows an accepted change to where users can meet it: the provider's own word, then every authoritative server.</summary>
internal sealed class DnsPropagation(IDnsProvider provider, DnsServers servers, LoadBalancers loadBalancers, IOptions<DnsOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <param name="isInSync">Null when the provider cannot be asked for that change: then the record sets are read back instead.</param>
    /// <exception cref="TimeoutException">It took longer than the options allow; the message says what is missing.</exception>
    public async Task<string> FollowAsync(Change change, IsInSync? isInSync, ReportProgress report, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var after = (DnsState)change.After;
        var accepted = await UntilAsync(started, 0, report, () => AcceptedAsync(change.Target.Name, after, isInSync, cancellationToken), cancellationToken);
        var answered = await UntilAsync(started, 0.5, report, () => AnsweredAsync(change.Target.Name, after, cancellationToken), cancellationToken);
        return $"{accepted}; {answered}";
    }

    private async Task<Progress> AcceptedAsync(string name, DnsState after, IsInSync? isInSync, CancellationToken cancellationToken)
    {
        try
        {
            if (isInSync is not null) return await isInSync(cancellationToken) ? new("INSYNC", 1) : new($"PENDING at {provider.Name}", 0);
            var now = (await provider.ListAsync(name, cancellationToken)).State;
            return now.IsSameAs(after) ? new($"{provider.Name} lists the records as planned", 1) : new($"{provider.Name} lists other records than planned", 0);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return new($"{provider.Name} cannot be asked ({provider.Judge(failure).Words ?? Reason.Of(failure, provider.CallTimeout)})", 0);
        }
    }

    private async Task<Progress> AnsweredAsync(string name, DnsState after, CancellationToken cancellationToken)
    {
        var wanted = Destinations.Of(after);
        var regions = await loadBalancers.RegionsOfAsync(wanted, cancellationToken);
        var all = servers.Authoritative;
        var problems = (await Task.WhenAll(all.Select(server => ProblemAsync(server, name, wanted, regions, cancellationToken)))).OfType<string>().ToList();
        var good = all.Count - problems.Count;
        var missing = problems.Count == 0 ? "" : $"; {string.Join(", ", problems)}";
        return new($"{good} of {all.Count} name servers answer {string.Join(" or ", wanted)}{missing}", (double)good / all.Count);
    }

    private async Task<string?> ProblemAsync(
        DnsServer server, string name, ImmutableSortedSet<string> wanted, ImmutableSortedSet<RegionId> regions, CancellationToken cancellationToken)
    {
        var answer = await servers.GatherAsync(server, name, cancellationToken);
        if (answer.Silence is not null) return $"{server.Name}: {answer.Silence}";
        if (answer.Code is not null) return $"{server.Name}: answers {answer.Code}";
        if (answer.Targets.IsEmpty) return $"{server.Name}: answers no address";

        var others = answer.Targets.Except(wanted);
        // An alias answers addresses: they are judged by the region they belong to.
        var isAllowed = others.IsEmpty || (others.All(LoadBalancers.IsAddress) && (await loadBalancers.RegionsOfAsync(others, cancellationToken)) is var led
            && led.Count > 0 && led.IsSubsetOf(regions));
        return isAllowed ? null : $"{server.Name} still answers {string.Join(", ", others)}";
    }

    /// <summary>Looks again until it is complete; reports only what is new.</summary>
    private async Task<string> UntilAsync(long started, double from, ReportProgress report, Func<Task<Progress>> look, CancellationToken cancellationToken)
    {
        var said = "";
        while (true)
        {
            var progress = await look();
            var elapsed = time.GetElapsedTime(started);
            var text = progress.Fraction >= 1 ? $"{progress.Text} after {elapsed.TotalSeconds:0} s" : progress.Text;
            if (progress.Text != said) await report(text, from + progress.Fraction / 2);
            said = progress.Text;
            if (progress.Fraction >= 1) return text;
            if (elapsed > options.Value.FollowFor) throw new TimeoutException($"after {elapsed.TotalSeconds:0} s: {progress.Text}");
            await Task.Delay(Again, time, cancellationToken);
        }
    }

    private readonly record struct Progress(string Text, double Fraction);
}
