namespace IncidentConsole.Web.Features.Checklist;

/// <summary>What was typed, and how it was read then.</summary>
/// <param name="At">Null when it is no time.</param>
public readonly record struct TypedTime(string? Text, DateTimeOffset? At)
{
    internal static TypedTime Read(string? text, DateTimeOffset now) => new(text, FutureTime.TryRead(text, now, out var at) ? at : null);
}
