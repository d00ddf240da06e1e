using System.Text;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Decisions;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Tests.Support;
using static IncidentConsole.Domain.Tests.Support.World;

namespace IncidentConsole.Domain.Tests.Review;

/// <summary>The invitation, held against RFC 5545 octet by octet.</summary>
public class PostMortemInvitationTests
{
    private static readonly Uri Review = new("https://console.example.com/incidents/1/review");
    private readonly World world = new();

    [Fact]
    public async Task Every_line_ends_with_crlf_and_has_at_most_75_octets_and_no_character_is_cut()
    {
        var text = await InvitationAsync("Zoë 漢字🔥" + new string('é', 80), "🔥🔥🔥 " + string.Concat(Enumerable.Repeat("漢字, und; \\ é\n", 20)));

        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        var lines = text[..^2].Split("\r\n");
        Assert.All(lines, line =>
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, 75);
            Assert.DoesNotContain('\n', line);
            Assert.DoesNotContain('\r', line);
            Assert.Equal(line, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Encoding.UTF8.GetBytes(line)));
            Assert.DoesNotContain('\uFFFD', line);
        });
        Assert.Contains(lines, line => Encoding.UTF8.GetByteCount(line) > 70);
        Assert.Contains(lines, line => line.StartsWith(' '));
    }

    [Fact]
    public async Task The_properties_a_calendar_needs_are_there_once_each_in_utc()
    {
        var properties = Properties(await InvitationAsync("ana", "the power"));

        Assert.Equal(["VCALENDAR", "VEVENT"], properties.Where(each => each.Name == "BEGIN").Select(each => each.Value));
        Assert.Equal(["VEVENT", "VCALENDAR"], properties.Where(each => each.Name == "END").Select(each => each.Value));
        Assert.All(["VERSION", "PRODID", "METHOD", "UID", "DTSTAMP", "DTSTART", "DURATION", "SEQUENCE", "SUMMARY", "DESCRIPTION", "URL"], name => Assert.Single(properties, each => each.Name == name));
        Assert.Equal("20261125T140000Z", Value(properties, "DTSTART"));
        Assert.Equal("20261123T103000Z", Value(properties, "DTSTAMP"));
        Assert.Equal("incident-1-post-mortem@api.example.com", Value(properties, "UID"));
        Assert.Equal(Review.AbsoluteUri, Value(properties, "URL"));
    }

    [Fact]
    public async Task Text_is_escaped_and_reads_back_as_it_was_stated()
    {
        const string cause = "a; b, c \\ d\nsecond line: \\n is no new line";

        var description = Unescaped(Value(Properties(await InvitationAsync("ana", cause)), "DESCRIPTION"));

        Assert.Contains($"Root cause, as commander states: {cause}", description, StringComparison.Ordinal);
        Assert.StartsWith("Led by ana.\n", description, StringComparison.Ordinal);
        Assert.EndsWith($"Review: {Review.AbsoluteUri}", description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_can_smuggle_a_property_in()
    {
        var properties = Properties(await InvitationAsync("ana\r\nATTACH:http://evil.example", "x\r\nEND:VEVENT"));

        Assert.DoesNotContain(properties, each => each.Name == "ATTACH");
        Assert.Single(properties, each => each is { Name: "END", Value: "VEVENT" });
    }

    [Fact]
    public async Task A_moved_post_mortem_keeps_its_identity_and_raises_its_sequence()
    {
        var first = Properties(await InvitationAsync("ana", "the power"));
        var moved = Properties(await InvitationAsync("ben", null, 1));

        Assert.Equal(Value(first, "UID"), Value(moved, "UID"));
        Assert.Equal(("0", "1"), (Value(first, "SEQUENCE"), Value(moved, "SEQUENCE")));
    }

    [Fact]
    public async Task A_drill_says_so()
    {
        var number = await world.DeclareAsync(IncidentKind.Drill);

        Assert.StartsWith("[DRILL] ", Value(Properties(await InviteAsync(number, "ana")), "SUMMARY"), StringComparison.Ordinal);
    }

    private async Task<string> InvitationAsync(string owner, string? cause, int? declared = null)
    {
        var number = declared ?? await world.DeclareAsync();
        if (cause is not null) await DoAsync(number, incident => StateRootCause.Decide(incident, cause, null));
        return await InviteAsync(number, owner);
    }

    private async Task<string> InviteAsync(int number, string owner)
    {
        await DoAsync(number, incident => SchedulePostMortem.Decide(incident, new DateTimeOffset(2026, 11, 25, 15, 0, 0, TimeSpan.FromHours(1)), owner, world.Now));
        return PostMortemInvitation.Of(world.Incident(number), world.Incident(number).PostMortem!, world.Policy, Review);
    }

    private async Task DoAsync(int number, Func<Incident, Decision> decide) =>
        Assert.Null((await world.Desk.HandleAsync(number, Commander, decide, CancellationToken.None)).Refusal);

    /// <summary>Unfolded as the RFC says: a line break followed by one blank is nothing.</summary>
    private static List<(string Name, string Value)> Properties(string text) =>
        [.. text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => (line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..]))];

    private static string Value(List<(string Name, string Value)> properties, string name) => properties.Single(each => each.Name == name).Value;

    private static string Unescaped(string value)
    {
        var text = new StringBuilder();
        for (var at = 0; at < value.Length; at++)
            if (value[at] == '\\') text.Append(value[++at] == 'n' ? '\n' : value[at]);
            else text.Append(value[at]);
        return text.ToString();
    }
}
