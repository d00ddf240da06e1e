using Microsoft.Extensions.Configuration;

namespace IncidentConsole.Infra.Configuration;

/// <summary>A configuration section and the options it is bound to.</summary>
internal sealed record CheckedSection(string Name, Type Options)
{
    /// <summary>What is wrong in the section itself; <paramref name="bound"/> is what could be bound, without the values that do not convert.</summary>
    public IReadOnlyList<SettingError> Check(IConfiguration configuration, out object bound)
    {
        var shape = SectionShape.Errors(configuration.GetSection(Name), Options).ToList();
        bound = Bind(configuration, shape.Where(error => error.IsUnreadable).Select(error => error.Key));
        var rules = SectionRules.Errors(bound, Name);
        // A value that does not convert is told once, not again as missing. A key may have several errors.
        var told = shape.Select(error => error.Key).ToHashSet();
        return [.. shape, .. rules.Where(error => !told.Contains(error.Key))];
    }

    private object Bind(IConfiguration configuration, IEnumerable<string> unreadable)
    {
        var left = unreadable.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var readable = configuration.GetSection(Name).AsEnumerable().Where(pair => !left.Contains(pair.Key));
        var section = new ConfigurationBuilder().AddInMemoryCollection(readable).Build().GetSection(Name);
        var options = Activator.CreateInstance(Options)!;
        section.Bind(options);
        return options;
    }
}

/// <param name="Key">The full key, <c>Wal:Regions:eu-west:Bucket</c>.</param>
/// <param name="IsUnreadable">The value does not convert, so it cannot be bound.</param>
internal sealed record SettingError(string Key, string Problem, bool IsUnreadable)
{
    public override string ToString() => $"{Key}: {Problem}";
}
