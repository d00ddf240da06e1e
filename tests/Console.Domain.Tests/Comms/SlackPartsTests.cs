using CsCheck;
using IncidentConsole.Domain.Comms;

namespace IncidentConsole.Domain.Tests.Comms;

public class SlackPartsTests
{
    [Fact]
    public void A_message_within_the_limits_is_one_section_as_it_is() =>
        Assert.Equal(["*a*\n\nb"], Assert.Single(SlackParts.Of("*a*\n\nb")).Sections);

    [Fact]
    public void A_long_text_is_cut_between_its_paragraphs()
    {
        var paragraph = new string('x', 1_400);
        var sections = Assert.Single(SlackParts.Of(string.Join("\n\n", paragraph, paragraph, paragraph))).Sections;
        Assert.Equal([$"{paragraph}\n\n{paragraph}", paragraph], sections);
    }

    [Fact]
    public void Bold_that_is_cut_is_closed_and_opened_again()
    {
        var sections = Assert.Single(SlackParts.Of($"*{string.Join(' ', Enumerable.Repeat("word", 1_000))}*")).Sections;
        Assert.True(sections.Length > 1);
        Assert.All(sections, section => Assert.Matches(@"^\*\S.*\S\*$", section));
    }

    [Fact]
    public void An_escaped_character_is_never_cut()
    {
        var sections = SlackParts.Of(string.Concat(Enumerable.Repeat("&amp;", 1_500))).SelectMany(part => part.Sections).ToList();
        Assert.All(sections, section => Assert.Matches("^(&amp;)+$", section));
        Assert.Equal(1_500 * 5, sections.Sum(section => section.Length));
    }

    [Fact]
    public void More_than_one_message_takes_is_several()
    {
        var parts = SlackParts.Of(string.Join('\n', Enumerable.Repeat(new string('x', 80), 400)));
        Assert.True(parts.Length > 1);
        Assert.All(parts, part => Assert.InRange(part.Text.Length, 1, SlackParts.MostInMessage));
    }

    [Fact]
    public void Whatever_the_text_no_section_is_too_long_and_nothing_is_lost() =>
        Gen.Char["ab *&;\n😀"].Array[0, 20_000].Sample(characters =>
        {
            var text = new string(characters);
            var parts = SlackParts.Of(text);
            foreach (var part in parts)
            {
                Assert.InRange(part.Sections.Length, 1, SlackParts.MostBlocks);
                Assert.All(part.Sections, section => Assert.InRange(section.Length, 0, SlackParts.MostInSection));
            }
            Assert.Equal(Kept(text), Kept(string.Concat(parts.SelectMany(part => part.Sections))));
        }, iter: 200);

    private static string Kept(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character) && character != '*'));
}
