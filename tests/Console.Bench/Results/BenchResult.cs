using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentConsole.Bench.Results;

/// <summary>One run of the bench, as <c>--json</c> keeps it.</summary>
/// <param name="Commit">What was measured; ends with "-dirty" when files had been changed since.</param>
/// <param name="Failed">The entries that failed, each with its reason.</param>
internal sealed record BenchResult(
    DateTimeOffset StartedAt, string Commit, Machine Machine, IReadOnlyList<Figure> Figures, IReadOnlyDictionary<string, string> Failed)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <exception cref="FormatException">It is no kept run, or cannot be read; the sentence says which file and why.</exception>
    public static BenchResult Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<BenchResult>(File.ReadAllText(path), Format) ?? throw new JsonException("it holds null");
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"{path} is not a run kept with --json: {exception.Message}", exception);
        }
    }

    /// <exception cref="FormatException">It cannot be written; the sentence says why.</exception>
    public void Write(string path)
    {
        try
        {
            File.WriteAllText(path, JsonSerializer.Serialize(this, Format));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FormatException($"The run cannot be kept in {path}: {exception.Message}", exception);
        }
    }
}
