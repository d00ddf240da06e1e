using System.Collections.Immutable;
using IncidentConsole.Infra.Wal.Integrity;

namespace IncidentConsole.Infra.Tests.Wal.Integrity;

public class SequencesTests
{
    private const string Prefix = "inbox/eu-west/";

    [Fact]
    public void Numbers_without_a_hole_are_whole_however_long_the_writer_was_idle()
    {
        var sequences = Of(("100000000", "a", 7), ("100001000", "a", 8), ("235959000", "a", 9), ("100000500", "b", 1));

        Assert.Equal((2, 0, 0, 0), (sequences.Writers, sequences.Missing.Count, sequences.Duplicates.Count, sequences.Overlapping.Count));
    }

    [Fact]
    public void A_hole_names_its_numbers_and_the_keys_around_it()
    {
        var gap = Assert.Single(Of(("100000000", "pod-a", 7), ("100004000", "pod-a", 11), ("100001000", "pod-b", 8)).Missing);

        Assert.Equal(3, gap.Count);
        Assert.Equal($"pod-a 00000008 to 00000010, between {Key("100000000", "pod-a", 7)} and {Key("100004000", "pod-a", 11)}", gap.ToString());
    }

    [Fact]
    public void A_number_carried_twice_is_a_duplicate_and_no_hole()
    {
        var sequences = Of(("100000000", "a", 1), ("100001000", "a", 2), ("100002000", "a", 2), ("100003000", "a", 3));

        Assert.Equal([Key("100002000", "a", 2)], sequences.Duplicates);
        Assert.Empty(sequences.Missing);
    }

    [Fact]
    public void A_time_before_that_of_the_number_before_overlaps() =>
        Assert.Equal([Key("100001000", "a", 2)], Of(("100002000", "a", 1), ("100001000", "a", 2), ("100003000", "a", 3)).Overlapping);

    [Theory]
    [InlineData("inbox/eu-west/inbox-20250115.wal")]
    [InlineData("inbox/us-east/20261123T100000000Z-a-00000001.wal")]
    [InlineData("inbox/eu-west/20261123T100000000Z-a-00000001.wal.tmp")]
    public void A_key_that_is_not_as_the_pattern_says_has_no_number(string key) => Assert.Null(Parse(key));

    [Fact]
    public void Both_forms_of_segments_and_writers_with_hyphens_are_understood() =>
        Assert.Equal(new SegmentName(Prefix + "20261123T100000000Z-backend-7f9-x2-00000012.jsonl", "backend-7f9-x2", 12, "20261123T100000000Z"),
            Parse(Prefix + "20261123T100000000Z-backend-7f9-x2-00000012.jsonl"));

    [Fact]
    public void Records_that_begin_before_the_segment_before_ended_overlap()
    {
        var names = new[] { Parse(Key("100000000", "a", 1))!, Parse(Key("100001000", "a", 2))! };
        var at = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
        SegmentContents Contents(int from, int to) => new(2, 0, 0, false, at.AddSeconds(from), at.AddSeconds(to));
        NewestContents Read(SegmentContents first, SegmentContents second) =>
            new(ImmutableSortedDictionary<string, SegmentContents?>.Empty.Add(names[0].Key, first).Add(names[1].Key, second));

        Assert.Empty(Overlaps.Of(names, Read(Contents(0, 5), Contents(5, 9))));
        Assert.Equal([names[1].Key], Overlaps.Of(names, Read(Contents(0, 5), Contents(4, 9))));
    }

    private static Sequences Of(params (string Time, string Writer, int Sequence)[] segments) =>
        Sequences.Of(segments.Select(each => Parse(Key(each.Time, each.Writer, each.Sequence))!));

    private static string Key(string time, string writer, int sequence) => $"{Prefix}20261123T{time}Z-{writer}-{sequence:D8}.wal";

    private static SegmentName? Parse(string key) => SegmentName.Parse(key, Prefix, new WalIntegrityOptions().Pattern());
}
