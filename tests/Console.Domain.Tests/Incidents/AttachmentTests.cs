using System.Text;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Attachments;

namespace IncidentConsole.Domain.Tests.Incidents;

public class AttachmentTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Fact]
    public void An_image_is_what_its_contents_show_whatever_it_is_called()
    {
        var (attachment, _) = AttachmentRules.Accept("graph.txt", Png);
        Assert.Equal(("graph.txt", "image/png", 11L), (attachment!.Ref.Name, attachment.Ref.Type, attachment.Ref.Size));
        Assert.Equal(64, attachment.Ref.Sha256.Length);
    }

    [Fact]
    public void A_page_with_a_script_is_kept_as_plain_text() =>
        Assert.Equal("text/plain", AttachmentRules.Accept("x.html", "<script>alert(1)</script>"u8.ToArray()).Attachment!.Ref.Type);

    [Theory]
    [InlineData("fake.png")]
    [InlineData("fake.JPEG")]
    public void What_is_called_an_image_and_is_none_is_refused(string name) =>
        Assert.Equal($"{name} is called an image and is none.", AttachmentRules.Accept(name, "text"u8.ToArray()).Refusal!.Sentence);

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\logs\pod.log", "pod.log")]
    [InlineData("a\r\nb.log", "ab.log")]
    [InlineData("log\u202Egpj.exe", "loggpj.exe")]
    public void A_name_loses_its_folder_and_what_is_no_character(string name, string kept) =>
        Assert.Equal(kept, AttachmentRules.Accept(name, Encoding.UTF8.GetBytes("é")).Attachment!.Ref.Name);

    [Theory]
    [InlineData("empty.log", 0, "is empty")]
    [InlineData("huge.log", AttachmentRules.MostBytes + 1, "at most 2,097,152 fit")]
    [InlineData("", 3, "needs a name")]
    public void What_is_empty_too_large_or_nameless_is_refused(string name, int size, string says)
    {
        var (_, refusal) = AttachmentRules.Accept(name, Encoding.UTF8.GetBytes(new string('a', size)));
        Assert.Equal(RefusalReason.Invalid, refusal!.Reason);
        Assert.Contains(says, refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_neither_text_nor_a_known_image_is_refused()
    {
        byte[][] others = [[0x7F, (byte)'E', (byte)'L', (byte)'F', 0, 0], [0xFF, 0xFE, 0x41], [.. "text with a "u8, 0]];
        Assert.All(others, content => Assert.Contains("Only text", AttachmentRules.Accept("x", content).Refusal!.Sentence, StringComparison.Ordinal));
    }
}
