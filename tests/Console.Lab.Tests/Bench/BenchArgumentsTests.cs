using IncidentConsole.Bench.Running;

namespace IncidentConsole.Lab.Tests.Bench;

public class BenchArgumentsTests
{
    private static readonly string[] Known = ["start", "append", "merge"];

    [Fact]
    public void Without_a_name_every_entry_runs() => Assert.Equal(Known, BenchArguments.Parse([], Known).Entries);

    [Fact]
    public void Named_entries_run_once_each_in_the_order_of_the_list()
    {
        var arguments = BenchArguments.Parse(["merge", "--json", "run.json", "start", "merge"], Known);

        Assert.Equal(["start", "merge"], arguments.Entries);
        Assert.Equal((false, "run.json", null), (arguments.IsSmoke, arguments.JsonFile, arguments.Compare));
    }

    [Fact]
    public void A_smoke_run_may_name_entries_too()
    {
        var arguments = BenchArguments.Parse(["append", "--smoke"], Known);

        Assert.True(arguments.IsSmoke);
        Assert.Equal(["append"], arguments.Entries);
    }

    [Fact]
    public void Two_kept_runs_are_compared() =>
        Assert.Equal(("a.json", "b.json"), BenchArguments.Parse(["--compare", "a.json", "b.json"], Known).Compare);

    [Theory]
    [InlineData("There is no entry 'apend'. The entries are: start, append, merge.", "apend")]
    [InlineData("There is no option --fast.", "--fast", "append")]
    [InlineData("There is no option -h.", "-h")]
    [InlineData("--json needs a file.", "append", "--json")]
    [InlineData("--json needs a file.", "--json", "--smoke")]
    [InlineData("A smoke run keeps no figures: choose --smoke or --json.", "--json", "run.json", "--smoke")]
    [InlineData("--compare needs two kept runs, the earlier one first, and nothing else.", "--compare", "a.json")]
    [InlineData("--compare needs two kept runs, the earlier one first, and nothing else.", "--smoke", "--compare", "a.json", "b.json")]
    public void What_cannot_be_followed_is_said(string sentence, params string[] arguments) =>
        Assert.Equal(sentence, Assert.Throws<FormatException>(() => BenchArguments.Parse(arguments, Known)).Message);
}
