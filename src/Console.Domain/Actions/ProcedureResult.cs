using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace IncidentConsole.Domain.Actions;

/// <summary>
/// What a procedure came to, as data: stored with the end of its plan and read by whatever decides by it. The sentence beside it is made from it and
/// never read back. Properties are only ever added; what is stored under is the name in <see cref="StoredAsAttribute"/>.
/// </summary>
public abstract record ProcedureResult
{
    /// <summary>As it stands on the timeline.</summary>
    [JsonIgnore]
    public abstract string Sentence { get; }

    public sealed override string ToString() => Sentence;

    /// <summary>The stored name of every kind of result, wherever in this assembly its room is.</summary>
    public static IReadOnlyDictionary<string, Type> Kinds { get; } = typeof(ProcedureResult).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(ProcedureResult)))
        .ToDictionary(type => type.GetCustomAttribute<StoredAsAttribute>()?.Name ?? throw new InvalidOperationException($"{type} lacks [StoredAs]."));

    /// <summary>Lets JSON tell the kinds apart without this room knowing the rooms that end with them.</summary>
    internal static void Describe(JsonTypeInfo json)
    {
        if (json.Type != typeof(ProcedureResult)) return;
        json.PolymorphismOptions = new() { TypeDiscriminatorPropertyName = "type" };
        foreach (var (name, kind) in Kinds) json.PolymorphismOptions.DerivedTypes.Add(new(kind, name));
    }
}

/// <summary>The name a kind of result is stored under: never changed.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StoredAsAttribute(string name) : Attribute
{
    public string Name => name;
}
