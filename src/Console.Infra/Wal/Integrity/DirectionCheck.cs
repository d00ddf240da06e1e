using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Wal.Integrity;

/// <summary>Holds a region's own segments against their replicas in one peer; when one side is dark, judges by the other.</summary>
internal sealed class DirectionCheck(SegmentReader reader, IOptions<WalOptions> options, FleetPolicy policy, TimeProvider time)
{
    private readonly WalOptions options = options.Value;

    public async Task<WalDirection> RunAsync(WalBucket source, Part<List<StoredObject>> own, WalBucket destination, CancellationToken cancellationToken)
    {
        var listedAt = time.GetUtcNow();
        var replicas = await reader.ListAsync(destination, source.Region, cancellationToken);
        var all = (own.Value ?? []).UnionBy(replicas.Value ?? [], each => each.Key).ToList();
        var (prefix, pattern) = (options.PrefixOf(source.Region), options.Integrity.Pattern());
        var names = all.Select(each => SegmentName.Parse(each.Key, prefix, pattern)).OfType<SegmentName>().ToList();
        var arrivals = own.Value is { } written && replicas.Value is { } arrived ? Arrivals.Of(written, arrived, listedAt, policy.Rpo) : null;

        var failed = arrivals is null ? [] : await reader.FailedAsync(source, [.. arrivals.Overdue, .. arrivals.Pending], cancellationToken);
        var contents = await reader.ContentsAsync(own.Value is null ? destination : source, own.Value ?? replicas.Value ?? [], cancellationToken);
        var sequences = Sequences.Of(names);
        return new(source.Region, destination.Region, own.Trouble, replicas.Trouble, all.Count, all.Count - names.Count,
            sequences with { Overlapping = [.. sequences.Overlapping.Union(Overlaps.Of(names, contents))] }, arrivals, failed, contents);
    }
}
