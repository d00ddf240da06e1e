using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>A post-mortem draft, read as whoever goes on writing it would.</summary>
internal sealed partial class PostMortem(string markdown)
{
    private const string ForPeople = "_To be written by people._";

    private readonly Dictionary<string, string> figures = markdown.Split('\n')
        .SkipWhile(line => line != "## Measured").Skip(1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
        .Select(line => line.Split(" | ")).Where(cells => cells.Length == 3).Skip(1).ToDictionary(cells => cells[0].TrimStart('|', ' '), cells => cells[1]);

    public string this[string figure] => figures[figure];

    /// <summary>When it was declared, by its head.</summary>
    public string Declared => Match(DeclaredAt(), markdown).Groups[1].Value;

    /// <summary>What was not replicated, and how long the window was.</summary>
    public (TimeSpan Rpo, int NotReplicated, int Recovered) Loss
    {
        get
        {
            var words = Match(Measured(), this["RPO"]).Groups;
            return (new TimeSpan(0, Number(words["min"]), Number(words["s"])), Number(words["all"]), Number(words["recovered"]));
        }
    }

    /// <summary>Every figure is one, and every part is written but the one that only people can write.</summary>
    public void NeedsOnlyJudgement()
    {
        Assert.Equal(2, markdown.Split(ForPeople).Length);
        Assert.DoesNotMatch(Placeholder(), markdown);
        Assert.All(figures, figure => Assert.Matches(@"\d", figure.Value));
        Assert.All(Parts(), part => Assert.False(string.IsNullOrWhiteSpace(part.Text), $"“{part.Title}” is empty"));
    }

    /// <summary>A part's text by its heading.</summary>
    public string Part(string title) => Assert.Single(Parts(), part => part.Title == title).Text;

    private IEnumerable<(string Title, string Text)> Parts() => markdown.Split("\n## ").Skip(1).Select(part => part.Split('\n', 2)).Select(part => (part[0], part[1]));

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : 0;

    private static Match Match(Regex form, string text) => form.Match(text) is { Success: true } match ? match : throw new InvalidOperationException($"“{text}” does not say it.");

    [GeneratedRegex(@" · declared (\d\d:\d\d:\d\d) · ")]
    private static partial Regex DeclaredAt();

    [GeneratedRegex(@"^((?<min>\d+) min)? ?((?<s>\d+) s)? measured: (?<all>[\d,]+) PCS were not replicated.*, all (?<recovered>[\d,]+) recovered, target missed$")]
    private static partial Regex Measured();

    [GeneratedRegex(@"\{\{|TODO|TBD|Not stated yet|not resolved when", RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();
}
