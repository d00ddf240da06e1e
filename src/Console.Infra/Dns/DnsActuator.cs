using System.Collections.Concurrent;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Infra.Probing;

namespace IncidentConsole.Infra.Dns;

/// <summary>Reads and changes where the public name leads, each change in one call that the provider takes whole or not at all.</summary>
internal sealed class DnsActuator(IDnsProvider provider, DnsPropagation propagation, FleetPolicy policy, TimeProvider time) : IActuator
{
    private static readonly ReportProgress Silently = (_, _) => Task.CompletedTask;

    // Somebody is looking at a page while a plan is drawn up: asking is given up sooner than changing.
    private readonly TimeSpan readPatience = provider.ThrottlePatience / 4;

    // How to follow what this process has sent; gone after a restart, and then the records are read back instead.
    private readonly ConcurrentDictionary<string, IsInSync?> sent = new();

    public bool Handles(Target target) => target.Kind == Target.Dns;

    public Refusal? Forbids(Change change) => PublicNameScope.Forbids(change, policy);

    public async Task<TargetState> ReadAsync(Target target, CancellationToken cancellationToken) =>
        (await ListAsync(target, Silently, cancellationToken)).State;

    public async Task ApplyAsync(Change change, ReportProgress report, CancellationToken cancellationToken)
    {
        if (Forbids(change) is { } foreign) throw new ActuatorRefusedException(foreign.Sentence);
        var listed = await ListAsync(change.Target, report, cancellationToken);
        if (listed.State.IsSameAs(change.After)) return;
        if (!listed.State.IsSameAs(change.Before))
            throw new ActuatorRefusedException($"{change.Target} has changed meanwhile. It is now: {string.Join("; ", listed.State.Lines)}");
        if (listed.Obstacle((DnsState)change.After) is { } obstacle)
            throw new ActuatorRefusedException($"{change.Target} {obstacle}");

        sent[Key(change)] = await SendAsync(listed, change, report, cancellationToken);
    }

    public Task<string> FollowAsync(Change change, ReportProgress report, CancellationToken cancellationToken) =>
        propagation.FollowAsync(change, sent.GetValueOrDefault(Key(change)), report, cancellationToken);

    public string Command(Change change) => provider.Command(change);

    private async Task<IListedName> ListAsync(Target target, ReportProgress report, CancellationToken cancellationToken)
    {
        try
        {
            return await ThrottleRetry.RunAsync(() => provider.ListAsync(target.Name, cancellationToken), provider, report, readPatience, time, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ActuatorUnavailableException(Words(failure), failure);
        }
    }

    private async Task<IsInSync?> SendAsync(IListedName listed, Change change, ReportProgress report, CancellationToken cancellationToken)
    {
        try
        {
            return await ThrottleRetry.RunAsync(() => listed.ChangeAsync(change, cancellationToken),
                provider, report, provider.ThrottlePatience, time, cancellationToken);
        }
        catch (Exception refused) when (provider.Judge(refused).Kind is FailureKind.Refused or FailureKind.Throttled)
        {
            throw new ActuatorRefusedException(Words(refused), refused);
        }
        catch (Exception unsent) when (provider.Judge(unsent).Kind is FailureKind.NeverSent)
        {
            throw new ActuatorUnavailableException(Words(unsent), unsent);
        }
        catch (Exception lost) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"{Words(lost)} after the change was sent", lost);
        }
    }

    private string Words(Exception failure) => $"{provider.Name}: {provider.Judge(failure).Words ?? Reason.Of(failure, provider.CallTimeout)}";

    private static string Key(Change change) => $"{change.Target}\n{string.Join('\n', change.After.Lines)}";
}
