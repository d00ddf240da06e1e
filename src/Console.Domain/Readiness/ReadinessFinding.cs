using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Readiness;

/// <summary>What one asking of a check came to.</summary>
/// <param name="Verdict">Unknown when it could not be asked or cannot be proven.</param>
/// <param name="Detail">What was measured, without secrets.</param>
/// <param name="Remedy">What to do about it; null when there is nothing to do.</param>
public sealed record ReadinessFinding(Health Verdict, string Detail, string? Remedy = null)
{
    /// <summary>The detail by place, where it is of several; else empty.</summary>
    public ImmutableArray<string> Places { get; init; } = [];

    /// <summary>The detail, a line for each place.</summary>
    public IReadOnlyList<string> Lines => Places.IsEmpty ? [Detail] : Places;

    public static ReadinessFinding Pass(string detail) => new(Health.Pass, detail);

    public static ReadinessFinding Fail(string detail, string remedy) => new(Health.Fail, detail, remedy);

    public static ReadinessFinding Unknown(string detail, string? remedy = null) => new(Health.Unknown, detail, remedy);

    /// <summary>What did not answer: neither ready nor broken, but somebody can look.</summary>
    public static ReadinessFinding NotAsked(string reason) => Unknown(reason, "Look whether what did not answer is down, then at its address and account in the settings. It is asked again by itself.");

    /// <summary>The same with a detail of several places, each a line of its own.</summary>
    public ReadinessFinding In(ImmutableArray<string> places) => this with { Detail = string.Join("; ", places), Places = places };

    /// <summary>One finding of several places: as bad as the worst, since each of them will be needed.</summary>
    /// <param name="parts">Place, as a person would name it, and what was found there; at least one.</param>
    public static ReadinessFinding Together(IEnumerable<(string Place, ReadinessFinding Finding)> parts)
    {
        var all = parts.ToList();
        if (all.Count == 0) return Unknown("nothing is configured to be asked");
        var verdict = all.Exists(part => part.Finding.Verdict == Health.Fail) ? Health.Fail
            : all.Exists(part => part.Finding.Verdict == Health.Unknown) ? Health.Unknown
            : Health.Pass;
        var remedies = all.Where(part => part.Finding.Verdict != Health.Pass).Select(part => part.Finding.Remedy).OfType<string>().Distinct().ToList();
        return new ReadinessFinding(verdict, "", remedies.Count == 0 ? null : string.Join(" ", remedies))
            .In([.. all.Select(part => $"{part.Place}: {part.Finding.Detail}")]);
    }
}
