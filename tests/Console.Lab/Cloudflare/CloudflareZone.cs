using System.Collections.Immutable;
using IncidentConsole.Lab.Dns;
using IncidentConsole.Lab.Route53;

namespace IncidentConsole.Lab.Cloudflare;

/// <summary>The zone twice: as the API shows it, which is at once, and as the name servers have it, which is a little later.</summary>
public sealed class CloudflareZone : IServedZone
{
    private readonly Lock gate = new();
    private readonly TimeProvider time;
    private readonly CloudflareOptions options;
    private readonly Steering steering;
    private readonly List<(DateTimeOffset At, ZoneContent Content)> changes = [];
    private ZoneContent content;
    private ZoneContent served;

    internal CloudflareZone(TimeProvider time, CloudflareOptions options, Steering steering)
    {
        this.time = time;
        this.options = options;
        this.steering = steering;
        content = served = new([.. options.Records], [.. options.LoadBalancers]);
    }

    public string Name => DomainName.Normalize(options.ZoneName);

    /// <summary>As the API shows it.</summary>
    public ZoneContent Content
    {
        get { lock (gate) return content; }
    }

    /// <summary>How many changes were taken.</summary>
    public int Changes { get; private set; }

    public IReadOnlyList<ResourceRecordSet> Served
    {
        get { lock (gate) { Settle(); return ServedZone.Of(options, served, steering); } }
    }

    /// <summary>Takes what the change makes of the content, or nothing of it.</summary>
    /// <exception cref="CloudflareException">The change refuses.</exception>
    internal ZoneContent Change(Func<ZoneContent, ZoneContent> change)
    {
        lock (gate)
        {
            content = change(content);
            changes.Add((time.GetUtcNow(), content));
            Changes++;
            return content;
        }
    }

    /// <summary>Nothing runs in the background: whoever looks sees what is served by now.</summary>
    private void Settle()
    {
        var due = changes.FindAll(change => time.GetUtcNow() - change.At >= options.ServedAfter);
        if (due.Count == 0) return;
        served = due[^1].Content;
        changes.RemoveRange(0, due.Count);
    }
}

/// <summary>All that can be changed in a zone.</summary>
public sealed record ZoneContent(ImmutableList<DnsRecord> Records, ImmutableList<LoadBalancer> LoadBalancers);
