using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace IncidentConsole.Domain.Tests.Architecture;

/// <summary>
/// No sentence is read back: what a plan, a check or a refusal says is for people, and whoever decides goes by a result, an id or a status. This looks at the
/// source line by line, for a string test on the properties that hold such sentences. A sentence passed on under another name it does not see.
/// </summary>
public partial class SentenceTests
{
    /// <summary>File and why it may.</summary>
    private static readonly Dictionary<string, string> Allowed = new()
    {
        ["OldEvents.cs"] = "reads what was stored before there were results; those wordings never change any more",
        ["Palette.razor.cs"] = "finds pages by the words a person types",
        ["PostMortemMessages.cs"] = "draws a person's text on one line",
    };

    [Fact]
    public void No_sentence_is_read_back()
    {
        var found = Sources().Where(file => !Allowed.ContainsKey(Path.GetFileName(file))).SelectMany(file => File.ReadLines(file)
            .Select((line, at) => (Line: line.Trim(), At: at + 1)).Where(each => ReadsSentence(each.Line)).Select(each => $"{Path.GetFileName(file)}:{each.At}: {each.Line}"));

        Assert.Empty(found);
    }

    [Theory]
    [InlineData("run.Result?.StartsWith(\"by \", StringComparison.Ordinal) == true")]
    [InlineData("plan.Log.FirstOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal))")]
    [InlineData("paused.Contains($\": {guard.Title} \", StringComparison.Ordinal)")]
    [InlineData("condition.Title.StartsWith(ParityTitle, StringComparison.Ordinal)")]
    [InlineData("Number().Match(refusal?.Sentence ?? \"\")")]
    [InlineData("Review.Items.Words.Split(\", \")")]
    [InlineData("!Reading.Detail.StartsWith(SignalText.Value(Reading))")]
    public void A_line_that_reads_one_is_seen(string line) => Assert.True(ReadsSentence(line));

    [Theory]
    [InlineData("context.Incident.LatchedOut.Contains(region) ? new($\"{plan.Title} waits\") : null")]
    [InlineData("string.Join(\"; \", plan.Log)")]
    public void A_line_that_only_says_one_is_not(string line) => Assert.False(ReadsSentence(line));

    [Fact]
    public void Whoever_may_is_there() => Assert.Empty(Allowed.Keys.Except(Sources().Select(file => Path.GetFileName(file)!)));

    private static bool ReadsSentence(string line) => Tested().IsMatch(line) || TestedWith().IsMatch(line);

    private static IEnumerable<string> Sources([CallerFilePath] string test = "") =>
        Directory.EnumerateFiles(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(test)!, "../../../src")), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private const string Said = @"\.(Result|ResultText|Outcome|Log|Finding|Title|Sentence|Detail|Threshold|Reason|Words|Text|Stop|Because)\b";
    private const string Tests = @"\.(StartsWith|EndsWith|Contains|Split|IndexOf|LastIndexOf|Replace|Substring)\(";

    /// <summary><c>guard.Title.Contains(</c>, <c>plan.Log.Any(line => line.StartsWith(</c>.</summary>
    [GeneratedRegex(Said + @"[?!]?(\.\w+\(\w+ => \w+)?[?!]?" + Tests)]
    private static partial Regex Tested();

    /// <summary><c>why.Contains($": {guard.Title} "</c>, <c>Number().Match(refusal.Sentence</c>.</summary>
    [GeneratedRegex(@"(" + Tests + @"|\.(Match|Matches|IsMatch)\()[^()]*" + Said)]
    private static partial Regex TestedWith();
}
