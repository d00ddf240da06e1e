using System.Text;
using IncidentConsole.Infra.Backends.EndToEnd;
using IncidentConsole.Infra.Wal.Integrity;

namespace IncidentConsole.Infra.Tests.Wal.Integrity;

public class SegmentContentsTests
{
    private const string Time = "2025-01-15T10:30:00.123456789Z";

    [Fact]
    public void Records_are_read_by_their_length_newlines_bars_and_empty_bodies_included()
    {
        var contents = Wal(Record("{\"a\":\n1}") + Record("") + Record("x|y\n" + Time + "|2|{}") + Record("{}"));

        Assert.Equal((4, 0, 2, false), (contents.Records, contents.Malformed, contents.NotJson, contents.IsTorn));
        Assert.Equal(new DateTimeOffset(2025, 1, 15, 10, 30, 0, TimeSpan.Zero).AddTicks(1_234_567), contents.First);
    }

    [Fact]
    public void Wherever_the_last_record_is_cut_it_is_torn()
    {
        var first = Record("{\"a\":1}");
        var whole = first + Record("{\"b\":2}");
        for (var length = first.Length + 1; length < whole.Length; length++)
        {
            var contents = Wal(whole[..length]);
            Assert.Equal((1, 0, true), (contents.Records, contents.Malformed, contents.IsTorn));
        }
    }

    [Fact]
    public void What_is_no_record_counts_once_and_reading_goes_on_after_it()
    {
        var contents = Wal(Record("{}") + "garbage\nmore garbage\n" + Record("{}") + $"{Time}|nine|{{}}\n" + Record("{}"));

        Assert.Equal((3, 2, false), (contents.Records, contents.Malformed, contents.IsTorn));
    }

    [Fact]
    public void A_length_that_lies_is_malformed_and_the_next_record_is_found()
    {
        var contents = Wal($"{Time}|1|{{}}\n" + Record("{}"));

        Assert.Equal((1, 1, false), (contents.Records, contents.Malformed, contents.IsTorn));
    }

    [Theory]
    [InlineData("{}\n{}\n", 2, 0, false)]
    [InlineData("{}\nno json\n\n", 3, 2, false)]
    [InlineData("{}\n{}", 2, 0, false)]
    [InlineData("{}\n{\"a\":", 1, 0, true)]
    [InlineData("", 0, 0, false)]
    public void Json_lines_are_a_document_a_line_and_a_cut_last_one_is_torn(string text, int records, int notJson, bool isTorn)
    {
        var contents = SegmentContents.Read(Encoding.UTF8.GetBytes(text), "a.jsonl");

        Assert.Equal((records, notJson, isTorn), (contents.Records, contents.NotJson, contents.IsTorn));
    }

    /// <summary>The log is written before a body is read: item 10's own bad request must not make item 9 call the log damaged.</summary>
    [Theory]
    [InlineData("a.jsonl")]
    [InlineData("a.wal")]
    public void What_the_console_sends_to_be_refused_is_no_damage(string key)
    {
        var body = BadJsonRefused.Body;
        var contents = SegmentContents.Read(Encoding.UTF8.GetBytes(key == "a.wal" ? Record(body) : $"{body}\n"), key);

        Assert.Equal((1, 0, 1, false), (contents.Records, contents.Malformed, contents.NotJson, contents.IsTorn));
    }

    /// <summary>Written on another system, or passed through one: no byte of it is a client's.</summary>
    [Fact]
    public void A_byte_order_mark_and_carriage_returns_are_no_damage()
    {
        Assert.Equal((2, 0, 0), Counts(SegmentContents.Read(Encoding.UTF8.GetBytes("\uFEFF{}\r\n{}\r\n"), "a.jsonl")));
        Assert.Equal((2, 0, 0), Counts(Wal("\uFEFF" + Record("{}").Replace("\n", "\r\n", StringComparison.Ordinal) + Record("{}"))));

        static (int, int, int) Counts(SegmentContents contents) => (contents.Records, contents.Malformed, contents.NotJson);
    }

    private static SegmentContents Wal(string text) => SegmentContents.Read(Encoding.UTF8.GetBytes(text), "a.wal");

    private static string Record(string body) => $"{Time}|{Encoding.UTF8.GetByteCount(body)}|{body}\n";
}
