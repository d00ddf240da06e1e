using System.Globalization;
using System.Text;
using IncidentConsole.Domain.EndToEnd;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Infra.Configuration;
using IncidentConsole.Infra.Probing;
using Microsoft.Extensions.Options;

namespace IncidentConsole.Infra.Wal;

/// <summary>What was accepted is in a segment of the region's own bucket: not that something was shipped, but this very PCS.</summary>
internal sealed class SegmentAppears(WalBuckets buckets, IOptions<WalOptions> options, TimeProvider time) : IEndToEndCheck
{
    private const int MostListed = 20_000;
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);

    // Keys and LastModified are of other clocks than ours, and S3's has whole seconds.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(30);
    private readonly WalOptions options = options.Value;

    public EndToEndPlace Place => EndToEndPlace.WalSegment;

    public string Name => "WAL segment";

    public TimeSpan TimeBox => options.ShippedWithin + TimeSpan.FromSeconds(1);

    public string Command(RegionId region) => options.Regions.TryGetValue(region.Value, out var bucket)
        ? $"aws s3api list-objects-v2 --bucket {ShellText.Quote(bucket.Bucket)} --prefix {ShellText.Quote(options.PrefixOf(region))} --query 'sort_by(Contents,&LastModified)[-5:].Key'"
            + (bucket.ServiceUrl is { } url ? $" --endpoint-url {ShellText.Quote(url.ToString())}" : "") + " # and look for the pcs_id in them"
        : $"# no WAL bucket of {region} is configured";

    public async Task<EndToEndResult> RunAsync(EndToEndSubject subject, CancellationToken cancellationToken)
    {
        if (subject.Accepted is not { } accepted) return EndToEndResult.Skipped("nothing was accepted before");
        if (buckets.All.FirstOrDefault(each => each.Region == subject.Region) is not { } bucket) return EndToEndResult.Skipped($"no WAL bucket of {subject.Region} is configured");
        var began = time.GetTimestamp();
        var search = new Search(bucket, Encoding.UTF8.GetBytes(accepted.PcsId), options.Integrity.LargestRead);
        while (true)
        {
            var found = await Part.AskAsync(token => search.LookAsync(options.PrefixOf(subject.Region), After(subject.Region, accepted.At), accepted.At - Slack, token), options.TimeBox, time, cancellationToken);
            if (found.Value is { } key) return EndToEndResult.Passed($"in {key}, {Math.Max(0, (time.GetUtcNow() - accepted.At).TotalSeconds).ToString("0.0", CultureInfo.InvariantCulture)} s after it was sent");
            if (time.GetElapsedTime(began) > options.ShippedWithin)
                return EndToEndResult.Failed(found.Trouble is { } trouble ? $"{bucket.Source}: {trouble}"
                    : $"in none of {search.Searched} new segments within {Text.Span(options.ShippedWithin)}{(search.TooLarge == 0 ? "" : $"; {search.TooLarge} were too large to search")}");
            await Task.Delay(Again, time, cancellationToken);
        }
    }

    private string After(RegionId region, DateTimeOffset sent) => options.KeyTime.Length == 0
        ? ""
        : options.PrefixOf(region) + (sent - Slack).UtcDateTime.ToString(options.KeyTime, CultureInfo.InvariantCulture);

    /// <summary>Reads each segment once, and one that grows under the same key again.</summary>
    private sealed class Search(WalBucket bucket, byte[] what, long largest)
    {
        private readonly HashSet<(string Key, long Size)> seen = [];

        public int Searched => seen.Count;

        public int TooLarge { get; private set; }

        public async Task<string?> LookAsync(string prefix, string after, DateTimeOffset since, CancellationToken cancellationToken)
        {
            foreach (var segment in await bucket.AfterAsync(prefix, after, MostListed, cancellationToken))
            {
                if (segment.LastModified < since.UtcDateTime || seen.Contains((segment.Key, segment.Size))) continue;
                var holds = segment.Size <= largest && (await bucket.GetAsync(segment.Key, cancellationToken)).AsSpan().IndexOf(what) >= 0;
                seen.Add((segment.Key, segment.Size));
                if (segment.Size > largest) TooLarge++;
                if (holds) return segment.Key;
            }
            return null;
        }
    }
}
