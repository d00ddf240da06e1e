using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Kit;

/// <summary>Says why an account may not; the same words on every disabled button and in the API.</summary>
internal static class Rights
{
    /// <summary>Null when the actor may.</summary>
    public static string? Missing(Actor actor, Role needed) => actor.Role >= needed ? null
        : Sentence(actor, needed.ToString().ToLowerInvariant());

    /// <summary>The same words for a page and the API.</summary>
    public static string Sentence(Actor actor, string needed) => $"The account “{actor.Name}” is a {actor.Role.ToString().ToLowerInvariant()}; this takes a {needed}.";

    /// <summary>Null while the incident is open.</summary>
    public static string? Closed(Incident incident) => incident.Closed?.Sentence;
}
