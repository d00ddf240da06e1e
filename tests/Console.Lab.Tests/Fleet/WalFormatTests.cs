using System.Text;
using IncidentConsole.Lab.Fleet.Wal;

namespace IncidentConsole.Lab.Tests.Fleet;

public class WalFormatTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 15, 10, 30, 0, TimeSpan.Zero);

    [Fact]
    public void A_record_is_timestamp_in_nanoseconds_then_length_then_body() =>
        Assert.Equal("2026-01-15T10:30:00.000000000Z|2|{}\n", Encoding.UTF8.GetString(WalFormat.Record(At, "{}"u8)));

    [Theory]
    [InlineData("")]
    [InlineData("a|b|c")]
    [InlineData("two\nlines\n")]
    [InlineData("grüße")]
    public void Any_body_is_read_back_by_its_length(string body)
    {
        byte[] segment = [.. WalFormat.Record(At, Encoding.UTF8.GetBytes(body)), .. WalFormat.Record(At.AddSeconds(1), "next"u8)];

        var records = WalFormat.Read(segment, "inbox/eu-west/a.wal");

        Assert.Equal([body, "next"], records.Select(record => Encoding.UTF8.GetString(record.Body.Span)));
        Assert.Equal([At, At.AddSeconds(1)], records.Select(record => record.At!.Value));
    }

    [Fact]
    public void A_torn_record_at_the_end_is_left_out()
    {
        byte[] segment = [.. WalFormat.Record(At, "whole"u8), .. WalFormat.Record(At, "torn"u8)[..^3]];

        Assert.Single(WalFormat.Read(segment, "inbox/eu-west/a.wal"));
    }

    [Fact]
    public void JSON_lines_hold_a_document_a_line_whatever_its_layout()
    {
        byte[] records = [.. WalFormat.Record(At, "{\n\"a\": 1}"u8), .. WalFormat.Record(At, "{}"u8)];

        var lines = WalFormat.ToJsonLines(records);

        Assert.Equal("{ \"a\": 1}\n{}\n", Encoding.UTF8.GetString(lines));
        Assert.Equal(2, WalFormat.Read(lines, "inbox/eu-west/a.jsonl").Count);
    }

    [Fact]
    public void A_key_says_region_time_pod_and_sequence() => Assert.Equal(
        "inbox/eu-west/20260115T103000000Z-backend-1-00000042.wal",
        WalBucket.KeyOf("eu-west", At, "backend-1", 42, WalFormat.RecordSuffix));
}
