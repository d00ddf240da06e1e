using System.Text.Json;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Infra.Postgres;

/// <summary>Numbers and hashes new entries.</summary>
internal static class TimelineRows
{
    public static IReadOnlyList<TimelineRow> After(
        int incident, LastEntry? last, Actor actor, IReadOnlyList<NewEntry> entries, DateTimeOffset now)
    {
        var rows = new List<TimelineRow>(entries.Count);
        var (sequence, hash) = last ?? new LastEntry(0, HashChain.Genesis);
        foreach (var entry in entries)
        {
            var row = Row(incident, ++sequence, hash, entry.By ?? actor, entry, now);
            rows.Add(row);
            hash = row.Hash;
        }

        return rows;
    }

    private static TimelineRow Row(int incident, long sequence, string previous, Actor actor, NewEntry entry, DateTimeOffset now)
    {
        var happenedAt = AsStored(entry.HappenedAt ?? now);
        var recordedAt = AsStored(now);
        var json = EventJson.Serialize(entry.Event);
        return new TimelineRow
        {
            Incident = incident,
            Sequence = sequence,
            HappenedAt = happenedAt,
            RecordedAt = recordedAt,
            Actor = actor.Name,
            Role = actor.RoleText,
            Source = actor.Source,
            Type = TypeOf(json),
            Event = json,
            Hash = HashChain.Next(previous, incident, sequence, happenedAt, recordedAt, actor, json),
        };
    }

    /// <summary>UTC in whole microseconds, which is what Postgres keeps: a time read back is the time that was hashed.</summary>
    private static DateTimeOffset AsStored(DateTimeOffset at) =>
        new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    private static string TypeOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("type").GetString()!;
    }
}

/// <summary>Where a timeline ends: what the next entry's number and hash follow from.</summary>
internal sealed record LastEntry(long Sequence, string Hash);
