using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IncidentConsole.Domain.Incidents.Chain;

/// <summary>
/// A timeline as a file that can be verified without the console's database. Each event stands as the very text its hash covers; reading takes
/// that text back as it stands in the file.
/// </summary>
public static class ChainExport
{
    public const string Format = "incident-console-timeline/1";

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="more">Writes further properties of the export's object, such as the measured figures; they are not covered by the chain.</param>
    public static byte[] Write(IReadOnlyList<StoredEntry> entries, IReadOnlyList<ChainAnchor> anchors, Action<Utf8JsonWriter> more)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Indented))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("incident", entries[0].Incident);
            json.WriteString("head", entries[^1].Hash);
            more(json);
            json.WriteStartArray("anchors");
            foreach (var anchor in anchors) Write(json, anchor);
            json.WriteEndArray();
            json.WriteStartArray("entries");
            foreach (var entry in entries) Write(json, entry);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    /// <exception cref="FormatException">It is no such export; the message says what is wrong.</exception>
    public static (IReadOnlyList<StoredEntry> Entries, IReadOnlyList<ChainAnchor> Anchors) Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var document = JsonDocument.Parse(file);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format) || format.GetString() != Format)
                throw new FormatException($"This is no export of a timeline: “format” is not {Format}.");
            var incident = root.GetProperty("incident").GetInt32();
            var entries = new List<StoredEntry>();
            foreach (var entry in root.GetProperty("entries").EnumerateArray())
                entries.Add(Entry(incident, entry, entries.Count == 0 ? HashChain.Genesis : entries[^1].Hash));
            // Whoever cut entries off would have to write the head anew as well: where they forgot, it shows.
            var head = new ChainAnchor("the export's own head", null, root.GetProperty("head").GetString()!, entries.Count == 0 ? default : entries[^1].RecordedAt);
            return (entries, [head, .. root.GetProperty("anchors").EnumerateArray().Select(Anchor)]);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"This export cannot be read: {exception.Message}", exception);
        }
    }

    private static void Write(Utf8JsonWriter json, ChainAnchor anchor)
    {
        json.WriteStartObject();
        json.WriteString("place", anchor.Place);
        if (anchor.Sequence is { } sequence) json.WriteNumber("sequence", sequence);
        json.WriteString("head", anchor.Head);
        json.WriteString("keptAt", anchor.KeptAt);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StoredEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("sequence", entry.Sequence);
        json.WriteString("happenedAt", entry.HappenedAt);
        json.WriteString("recordedAt", entry.RecordedAt);
        json.WriteString("actor", entry.Actor.Name);
        json.WriteString("role", entry.Actor.AccountRoleText);
        json.WriteString("source", entry.Actor.Source);
        json.WritePropertyName("event");
        json.WriteRawValue(Encoding.UTF8.GetBytes(entry.EventJson));
        json.WriteString("hash", entry.Hash);
        json.WriteEndObject();
    }

    /// <summary>As it stands in the file; where another program has broken it into lines, as it was written: what it says is what counts.</summary>
    private static StoredEntry Entry(int incident, JsonElement entry, string previous)
    {
        var asItStands = new StoredEntry(
            incident, entry.GetProperty("sequence").GetInt64(),
            entry.GetProperty("happenedAt").GetDateTimeOffset(), entry.GetProperty("recordedAt").GetDateTimeOffset(),
            ActorOf(entry.GetProperty("actor").GetString()!, entry.GetProperty("role").GetString(),
                entry.GetProperty("source").GetString()!),
            entry.GetProperty("event").GetRawText(), entry.GetProperty("hash").GetString()!);
        return asItStands.EventJson.Contains('\n', StringComparison.Ordinal) && asItStands.ExpectedHash(previous) != asItStands.Hash
            ? asItStands with { EventJson = JsonSerializer.Serialize(entry.GetProperty("event"), EventJson.Options) }
            : asItStands;
    }

    /// <summary>Without a role it is the console itself, whose entries are hashed with the role they are stored with; an older export names that.</summary>
    private static Actor ActorOf(string name, string? role, string source) =>
        role is not null ? Actor.Stored(name, role, source)
        : (name, source) == (Actor.Console.Name, Actor.Console.Source) ? Actor.Console
        : throw new FormatException($"This export has an entry of “{name}” without a role.");

    private static ChainAnchor Anchor(JsonElement anchor) => new(
        anchor.GetProperty("place").GetString()!, anchor.TryGetProperty("sequence", out var sequence) ? sequence.GetInt64() : null,
        anchor.GetProperty("head").GetString()!, anchor.GetProperty("keptAt").GetDateTimeOffset());
}
