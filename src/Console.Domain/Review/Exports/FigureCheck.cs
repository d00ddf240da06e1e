using System.Text.Json;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;
using IncidentConsole.Domain.Incidents.Chain;

namespace IncidentConsole.Domain.Review.Exports;

/// <summary>Measures the figures of a JSON export anew from its entries, which are what the chain covers. Targets are configuration and follow from none.</summary>
public static class FigureCheck
{
    private static readonly string[] Targets = ["rtoTarget", "rpoTarget"];

    // An older export without these still verifies.
    private static readonly string[] Later = [ReviewJson.Actions];

    /// <summary>The first figure that does not follow from the entries, in a sentence; null when all do, or the file has none.</summary>
    /// <exception cref="FormatException">The figures cannot be measured anew; the message says why.</exception>
    public static string? FirstWrong(ReadOnlyMemory<byte> file, IReadOnlyList<StoredEntry> entries)
    {
        try
        {
            using var export = JsonDocument.Parse(file);
            if (!export.RootElement.TryGetProperty("review", out var written)) return null;
            // Entries that joined after the figures were drawn up are in the chain and not in them.
            var upTo = written.GetProperty("upTo").GetInt64();
            var view = IncidentView.Of(entries.Where(entry => entry.Sequence <= upTo).Select(Read)) ?? throw new FormatException("There is no incident in the entries the figures are of.");
            using var measured = Measured(IncidentReview.Of(view, written.GetProperty("asOf").GetDateTimeOffset(), new FleetPolicy()));
            return measured.RootElement.GetProperty("review").EnumerateObject().Where(figure => !Targets.Contains(figure.Name)).Select(figure =>
                !written.TryGetProperty(figure.Name, out var said) ? (Later.Contains(figure.Name) ? null : $"“{figure.Name}” is missing in the file")
                : JsonElement.DeepEquals(said, figure.Value) ? null
                : $"“{figure.Name}” is {OneLine(said)} in the file, and {OneLine(figure.Value)} by its entries").FirstOrDefault(wrong => wrong is not null);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or InvalidDataException or NotSupportedException)
        {
            throw new FormatException($"The figures of this export cannot be measured anew: {exception.Message}", exception);
        }
    }

    private static TimelineEntry Read(StoredEntry entry) =>
        new(entry.Incident, entry.Sequence, entry.HappenedAt, entry.RecordedAt, entry.Actor, EventJson.Read(entry.EventJson), entry.Hash);

    private static JsonDocument Measured(IncidentReview review)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            ReviewJson.Write(json, review);
            json.WriteEndObject();
        }
        return JsonDocument.Parse(bytes.ToArray());
    }

    private static string OneLine(JsonElement value) => JsonSerializer.Serialize(value);
}
