using System.Net;
using IncidentConsole.Lab.Dns.Wire;
using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Lab.Dns;

/// <summary>The zone's name servers: the same answers on each of several ports, over UDP and TCP.</summary>
public sealed class AuthoritativeDns : IAsyncDisposable
{
    private readonly FaultBoard faults;
    private readonly TimeProvider time;
    private readonly ZoneAnswers zone;
    private readonly List<DnsListener> listeners;

    public AuthoritativeDns(FaultBoard faults, TimeProvider time, ZoneAnswers zone, AuthoritativeDnsOptions options)
    {
        this.faults = faults;
        this.time = time;
        this.zone = zone;
        listeners = [.. options.Ports.Select((port, i) =>
            new DnsListener(options.Address, port, (query, token) => AnswerAsync(i, query, token)))];
    }

    /// <summary>Where each server listens; after the start.</summary>
    public IReadOnlyList<IPEndPoint> EndPoints => [.. listeners.Select(listener => listener.EndPoint)];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        listeners.ForEach(listener => listener.Start());
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in listeners) await listener.DisposeAsync();
    }

    private async ValueTask<DnsMessage?> AnswerAsync(int server, DnsMessage query, CancellationToken cancellationToken)
    {
        await DnsFaults.SlowDownAsync(faults, time, cancellationToken);
        return DnsFaults.OddAnswer(faults, server, query, out var odd) ? odd : zone.Answer(query);
    }
}
