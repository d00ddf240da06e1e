using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Configuration;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Wal.Integrity;

/// <summary>
/// Looks for what is missing, torn or FAILED among the segments of every region, in every direction. It reads only, so it may run at any time.
/// </summary>
internal sealed class WalIntegrityProcedure(WalBuckets buckets, SegmentReader reader, DirectionCheck check, IOptions<WalOptions> options) : IProcedure
{
    private const int MostNamed = 50;
    private readonly WalOptions options = options.Value;

    public string Name => "wal-integrity";

    public CallScope Scope { get; } = new() { Regions = options.Value.Regions.Keys };

    /// <summary>The names only; what is in the segments takes a program.</summary>
    public string Command(ProcedureCall call) => string.Join('\n',
        from source in options.Regions.Keys
        from destination in options.Regions.Keys
        where source != destination
        select $"comm -23 <({Listing(source, source)}) <({Listing(destination, source)}) # written in {source}, not in {destination}");

    public async Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken)
    {
        if (options.IsPrefixShared)
            return new(false, "Wal:Prefix has no {region}: replicas cannot be told from own segments by their keys, so no sequence can be judged.", []);

        var found = new List<WalDirection>();
        foreach (var source in buckets.All)
        {
            await run.ReportAsync($"Listing the segments of {source.Region}", found.Count / (double)Directions);
            // One listing serves every direction. It comes before the replicas': what is written meanwhile is no gap.
            var own = await reader.ListAsync(source, source.Region, cancellationToken);
            foreach (var destination in buckets.All.Where(each => each != source))
            {
                await run.ReportAsync($"Checking {source.Region} → {destination.Region}", (found.Count + 0.5) / Directions);
                found.Add(await check.RunAsync(source, own, destination, cancellationToken));
            }
        }
        return new ProcedureOutcome(found.TrueForAll(each => each.IsWhole), string.Join("; ", found.Select(each => each.InWords)), Log(found))
            .WithNotAsked(found.Count(each => !each.IsSeenFromBothEnds));
    }

    private int Directions => buckets.All.Count * (buckets.All.Count - 1);

    private static ImmutableArray<string> Log(List<WalDirection> found)
    {
        var findings = found.SelectMany(each => each.Findings).Distinct().ToList();
        return [.. found.Select(each => each.InWords), .. findings.Take(MostNamed), .. findings.Count > MostNamed ? [$"… and {Text.Number(findings.Count - MostNamed)} more"] : Array.Empty<string>()];
    }

    private string Listing(string bucket, string writer)
    {
        var region = options.Regions[bucket];
        var endpoint = region.ServiceUrl is { } url ? $" --endpoint-url {ShellText.Quote(url.AbsoluteUri)}" : $" --region {ShellText.Quote(region.AwsRegion!)}";
        return $"aws{endpoint} s3api list-objects-v2 --bucket {ShellText.Quote(region.Bucket)} --prefix {ShellText.Quote(options.PrefixOf(new RegionId(writer)))}"
            + " --query 'Contents[].[Key]' --output text | sort";
    }
}
