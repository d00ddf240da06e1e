using Amazon.S3;
using Amazon.S3.Model;
using IncidentConsole.Lab.S3;
using static IncidentConsole.Lab.Tests.S3.S3Rig;

namespace IncidentConsole.Lab.Tests.S3;

public class ListingTests
{
    [Fact]
    public async Task The_paginator_lists_every_key_once_and_in_order()
    {
        await using var rig = await StartAsync();
        var keys = Seeded(rig, Enumerable.Range(0, 2_500).Select(number => $"inbox/{number:D7}"));

        var pages = new List<string[]>();
        var paginator = rig.EuWest.Paginators.ListObjectsV2(new() { BucketName = West, Prefix = "inbox/" });
        await foreach (var page in paginator.Responses.WithCancellation(Cancellation))
            pages.Add([.. page.S3Objects.Select(item => item.Key)]);

        Assert.Equal(keys, pages.SelectMany(page => page));
        Assert.Equal([1000, 1000, 500], pages.Select(page => page.Length));
    }

    [Fact]
    public async Task A_bucket_holds_a_hundred_thousand_keys_and_pages_start_anywhere_in_it()
    {
        await using var rig = await StartAsync();
        var keys = Seeded(rig, Enumerable.Range(0, 100_000).Select(number => $"inbox/{number:D7}"));

        Assert.Equal(keys[50_000..51_000], await KeysAsync(rig, new() { Prefix = "inbox/", StartAfter = keys[49_999] }));
        Assert.Equal(keys[^1..], await KeysAsync(rig, new() { Prefix = "inbox/", StartAfter = keys[^2] }));
    }

    [Fact]
    public async Task Keys_roll_up_at_the_delimiter_below_the_prefix()
    {
        await using var rig = await StartAsync();
        Seeded(rig, ["hb/", "hb/eu-west/1", "hb/eu-west/2", "hb/us-east/1", "inbox/1"]);

        var page = await rig.EuWest.ListObjectsV2Async(new() { BucketName = West, Prefix = "hb/", Delimiter = "/" }, Cancellation);

        Assert.Equal("hb/", Assert.Single(page.S3Objects).Key);
        Assert.Equal(["hb/eu-west/", "hb/us-east/"], page.CommonPrefixes);
    }

    [Fact]
    public async Task A_group_is_not_listed_again_on_the_next_page()
    {
        await using var rig = await StartAsync();
        Seeded(rig, ["a", "hb/eu-west/1", "hb/eu-west/2", "hb/us-east/1", "inbox/1", "z"]);

        var contents = new List<string>();
        var groups = new List<string>();
        var paginator = rig.EuWest.Paginators.ListObjectsV2(new() { BucketName = West, Delimiter = "/", MaxKeys = 1 });
        await foreach (var page in paginator.Responses.WithCancellation(Cancellation))
        {
            contents.AddRange((page.S3Objects ?? []).Select(item => item.Key));
            groups.AddRange(page.CommonPrefixes ?? []);
        }

        Assert.Equal(["a", "z"], contents);
        Assert.Equal(["hb/", "inbox/"], groups);
    }

    [Fact]
    public async Task A_listing_starts_after_the_key_it_is_told()
    {
        await using var rig = await StartAsync();
        Seeded(rig, ["hb/1", "inbox/1", "inbox/2", "inbox/3", "other"]);

        Assert.Equal(["inbox/2", "inbox/3"], await KeysAsync(rig, new() { Prefix = "inbox/", StartAfter = "inbox/1" }));
        Assert.Equal(["inbox/1", "inbox/2", "inbox/3"], await KeysAsync(rig, new() { Prefix = "inbox/", StartAfter = "a" }));
    }

    [Fact]
    public async Task Keys_with_odd_characters_survive_url_encoding()
    {
        await using var rig = await StartAsync();
        string[] odd = ["a b+c", "a/%2F", "a/../b", "line\nbreak", "ü", "\uFFFD", "\U0001F525"];
        Seeded(rig, odd);

        var listed = await KeysAsync(rig, new() { Encoding = EncodingType.Url });

        Assert.Contains("a%20b%2Bc", listed);
        Assert.Equal(odd.Order(StringComparer.Ordinal), listed.Select(Uri.UnescapeDataString).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Keys_are_in_the_order_of_their_UTF8_bytes()
    {
        await using var rig = await StartAsync();
        Seeded(rig, ["\U0001F525", "\uFFFD", "z"]);

        Assert.Equal(["z", "\uFFFD", "\U0001F525"], await KeysAsync(rig, new()));
    }

    [Fact]
    public async Task A_deleted_key_is_no_longer_listed_nor_is_a_group_of_deleted_keys()
    {
        await using var rig = await StartAsync();
        Seeded(rig, ["hb/1", "inbox/1"]);
        await rig.EuWest.DeleteObjectAsync(West, "hb/1", Cancellation);

        Assert.Equal(["inbox/1"], await KeysAsync(rig, new()));
        var rolledUp = await rig.EuWest.ListObjectsV2Async(new() { BucketName = West, Delimiter = "/" }, Cancellation);
        Assert.Equal(["inbox/"], rolledUp.CommonPrefixes);
    }

    [Fact]
    public async Task Versions_page_through_a_key_in_the_middle()
    {
        await using var rig = await StartAsync();
        foreach (var content in (string[])["1", "2", "3"])
            await PutAsync(rig.EuWest, West, "grows", content);
        await rig.EuWest.DeleteObjectAsync(West, "grows", Cancellation);
        await PutAsync(rig.EuWest, West, "other");

        var listed = new List<S3ObjectVersion>();
        var paginator = rig.EuWest.Paginators.ListVersions(new() { BucketName = West, MaxKeys = 2 });
        await foreach (var page in paginator.Responses.WithCancellation(Cancellation))
            listed.AddRange(page.Versions);

        Assert.Equal(rig.Server.Versions(West).Select(version => version.VersionId), listed.Select(version => version.VersionId));
        Assert.Equal([true, false, false, false, true], listed.Select(version => version.IsLatest == true));
        Assert.True(listed[0].IsDeleteMarker);
    }

    [Fact]
    public async Task A_token_that_is_none_is_refused()
    {
        await using var rig = await StartAsync();

        Assert.Equal("InvalidArgument", (await RefusedAsync(() => KeysAsync(rig, new() { ContinuationToken = "~" }))).ErrorCode);
    }

    private static string[] Seeded(S3Rig rig, IEnumerable<string> keys)
    {
        string[] all = [.. keys];
        rig.Server.Seed(West, all.Select(key => new SeedObject(key, "x"u8.ToArray(), DateTimeOffset.UnixEpoch)));
        return all;
    }

    private static async Task<IReadOnlyList<string>> KeysAsync(S3Rig rig, ListObjectsV2Request request)
    {
        request.BucketName = West;
        var page = await rig.EuWest.ListObjectsV2Async(request, Cancellation);
        return [.. (page.S3Objects ?? []).Select(item => item.Key)];
    }
}
