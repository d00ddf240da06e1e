using System.Collections.Immutable;
using System.Globalization;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Runbooks.GeoSplitBrain.Recount;

/// <summary>The two regions, the window, and how many keys held two results.</summary>
internal sealed record RecountCall(RegionId First, RegionId Second, DateTimeOffset From, DateTimeOffset To, long Conflicts)
{
    /// <summary>What <see cref="ToCall"/> makes, and nothing else.</summary>
    public static CallScope Scope { get; } = new(new(DedupProcedures.With, ArgumentKind.Region),
        new("from", ArgumentKind.Moment), new("to", ArgumentKind.Moment), new("conflicts", ArgumentKind.Count));

    public IEnumerable<RegionId> Regions => [First, Second];

    public static RecountCall Of(ProcedureCall call) => new(call.Region, new(call.Arguments[DedupProcedures.With]), Time(call.Arguments["from"]), Time(call.Arguments["to"]),
        long.Parse(call.Arguments["conflicts"], CultureInfo.InvariantCulture));

    public ProcedureCall ToCall() => new(RecountProcedure.Key, First, ImmutableSortedDictionary<string, string>.Empty
        .Add(DedupProcedures.With, Second.Value).Add("from", Words(From)).Add("to", Words(To)).Add("conflicts", Conflicts.ToString(CultureInfo.InvariantCulture)));

    private static string Words(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string words) => DateTimeOffset.Parse(words, CultureInfo.InvariantCulture);
}
