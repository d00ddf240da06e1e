using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Unread;

namespace IncidentConsole.Domain.Tests.Incidents.Unread;

public class EventReadingTests
{
    [Theory]
    [InlineData("""{"type":"future-event","what":{"deep":[1,2]}}""", "future-event", "this build has no event type “future-event”")]
    [InlineData("""{"type":"FutureEvent"}""", "FutureEvent", "this build has no event type “FutureEvent”")]
    [InlineData("""{"what":"no type"}""", null, "it names no event type")]
    [InlineData("""{"type":7}""", null, "it names no event type")]
    [InlineData("null", null, "it names no event type")]
    [InlineData("[]", null, "it names no event type")]
    [InlineData("\"text\"", null, "it names no event type")]
    [InlineData("", null, "it names no event type")]
    [InlineData("{\"type\":\"note-added\"", null, "it names no event type")]
    [InlineData("""{"type":"note-added"}""", "note-added", "“note-added” holds a value this build cannot read")]
    [InlineData("""{"type":"note-added","text":null}""", "note-added", "“note-added” holds a value this build cannot read, at $.text")]
    [InlineData("""{"type":"note-added","text":{"rich":true}}""", "note-added", "“note-added” holds a value this build cannot read, at $.text")]
    [InlineData("""{"type":"severity-changed","from":"p1","to":"p9","reason":"worse"}""", "severity-changed", "“severity-changed” holds a value this build cannot read, at $.to")]
    [InlineData("""{"type":"severity-changed","from":"p1","to":9,"reason":"worse"}""", "severity-changed", "“severity-changed” holds a value this build cannot read, at $.to")]
    [InlineData("""{"type":"step-proven","step":3,"title":"x"}""", "step-proven", "“step-proven” holds a value this build cannot read")]
    public void What_this_build_does_not_know_is_kept_as_it_is(string stored, string? type, string why)
    {
        var unread = Assert.IsType<UnreadEvent>(EventJson.Read(stored));

        Assert.Equal((type, stored, why), (unread.Type, unread.Json, unread.Why));
        Assert.Equal(stored, EventJson.Serialize(unread));
        Assert.Equal($"(written by a newer version: {why}) {stored}", unread.Sentence);
    }

    [Fact]
    public void Text_that_is_nested_too_deep_is_kept_as_it_is()
    {
        var stored = $$"""{"type":"future-event","deep":{{new string('[', 100)}}{{new string(']', 100)}}}""";
        Assert.Equal(stored, Assert.IsType<UnreadEvent>(EventJson.Read(stored)).Json);
    }

    [Fact]
    public void A_property_that_a_newer_version_added_is_passed_over() =>
        Assert.Equal(new Domain.Incidents.Events.NoteAdded("hello"), EventJson.Read("""{"type":"note-added","text":"hello","colour":"red"}"""));
}
