using System.Text;
using IncidentConsole.Domain.Incidents.Chain;
using IncidentConsole.Domain.Incidents.Events;
using IncidentConsole.Domain.Review;
using IncidentConsole.Domain.Review.Exports;
using IncidentConsole.Domain.Tests.Support;
using IncidentConsole.Web.Operations;

namespace IncidentConsole.Web.Tests.Operations;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    [Fact]
    public async Task An_export_that_was_not_touched_is_intact()
    {
        await WriteAsync(text => text);
        Assert.Equal(0, VerifyCommand.Run(file, output, errors));
        Assert.StartsWith("intact: 5 entries", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("figures: follow from the entries", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_word_is_broken_and_the_entry_is_named()
    {
        await WriteAsync(text => text.Replace("second thought", "second guess", StringComparison.Ordinal));
        Assert.Equal(1, VerifyCommand.Run(file, output, errors));
        Assert.StartsWith("broken at entry 5", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_headline_figure_that_was_changed_is_named_though_the_chain_is_intact()
    {
        await WriteAsync(text => text.Replace("\"open\": 19", "\"open\": 3", StringComparison.Ordinal));
        Assert.Equal(1, VerifyCommand.Run(file, output, errors));
        Assert.Contains("held against the heads this file holds of: the export's own head; nothing was asked over the network", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("figures: “items” is {\"proven\":0", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    public void Anything_else_is_no_export(string text)
    {
        File.WriteAllText(file, text);
        Assert.Equal(2, VerifyCommand.Run(file, output, errors));
        Assert.NotEmpty(errors.ToString());
        Assert.Equal(2, VerifyCommand.Run(file + ".missing", output, errors));
    }

    public void Dispose()
    {
        File.Delete(file);
        output.Dispose();
        errors.Dispose();
    }

    private async Task WriteAsync(Func<string, string> touch)
    {
        var world = new World();
        world.EuWestDies();
        var number = await world.DeclareAsync();
        while (world.Incident(number).Sequence < 5)
            await world.Desk.HandleAsync(number, World.Commander, _ => new NoteAdded("<b>a</b> \"second thought\" \\ é 漢字"), CancellationToken.None);
        var entries = await world.Log.ReadStoredAsync(number, CancellationToken.None);
        Assert.Equal(5, entries.Count);
        await File.WriteAllTextAsync(file, touch(Encoding.UTF8.GetString(ChainExport.Write(entries, [], json => ReviewJson.Write(json, IncidentReview.Of(world.Desk.Book.Current.Find(number)!, world.Now, world.Policy))))));
    }
}
