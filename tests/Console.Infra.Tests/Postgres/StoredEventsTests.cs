using System.Runtime.CompilerServices;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Unread;

namespace IncidentConsole.Infra.Tests.Postgres;

/// <summary>
/// What builds before this one stored, a line for each kind of event: all of it must be read for ever. A line is never changed. A new kind adds one:
/// <c>stored-events.received.txt</c> has it. Red means that an event's constructor grew, or a stored name was changed.
/// </summary>
public class StoredEventsTests
{
    [Fact]
    public void Every_event_that_was_ever_stored_is_read()
    {
        var approved = ApprovedFile();
        var lines = File.Exists(approved) ? File.ReadAllLines(approved) : [];

        Assert.All(lines, line => Assert.IsNotType<UnreadEvent>(EventJson.Read(line)));
        var known = lines.Select(line => EventJson.Read(line).GetType()).ToHashSet();
        var missing = EventSamples.All.Where(sample => !known.Contains(sample.GetType())).Select(EventJson.Serialize).ToList();
        if (missing.Count > 0) File.WriteAllLines(Path.ChangeExtension(approved, ".received.txt"), [.. lines, .. missing]);
        Assert.Empty(missing);
    }

    private static string ApprovedFile([CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "stored-events.jsonl");
}
