using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace IncidentConsole.Domain.Incidents;

/// <summary>The stored name of an event: <c>action-started</c>. Logs and traces use the same.</summary>
internal static class EventNames
{
    private static readonly FrozenDictionary<Type, string> Names = typeof(IncidentEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(known => known.DerivedType, known => (string)known.TypeDiscriminator!);

    public static string Of(IncidentEvent happened) => Names.GetValueOrDefault(happened.GetType()) ?? happened.GetType().Name;
}
