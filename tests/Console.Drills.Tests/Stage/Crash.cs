using System.Text.RegularExpressions;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>The console dies in the middle of what it does, and is started again.</summary>
internal sealed class Crash(Rehearsal story, Person person, Room room)
{
    /// <summary>A bar that has begun: something is done, and more is left.</summary>
    public static Regex SomeDone { get; } = new(@"^\s*[1-9][\d,]* of ");

    /// <summary>Kills it once the newest plan shows these words of its progress.</summary>
    public Task OnProgressAsync(Regex words, Func<Task>? whileDead = null) => OnAsync(() => Expect(room.Newest.GetByTestId("plan-progress")).ToHaveTextAsync(words), whileDead);

    /// <summary>Kills it once the newest plan's bar shows these words.</summary>
    public Task OnRateAsync(Regex words, Func<Task>? whileDead = null) => OnAsync(() => Expect(room.Newest.GetByTestId("plan-rate")).ToHaveTextAsync(words), whileDead);

    /// <summary>Kills it when the range says so; starts it again; and waits until the plan, which nobody touches, has succeeded.</summary>
    /// <param name="now">Returns when it is to die.</param>
    /// <param name="whileDead">What is looked at before it is started again.</param>
    public async Task OnAsync(Func<Task> now, Func<Task>? whileDead = null)
    {
        await now();
        await story.Console.KillAsync();
        if (whileDead is not null) await whileDead();
        await story.Console.StartAsync(TestContext.Current.CancellationToken);
        await person.OpenAsync(new Uri(person.Page.Url).AbsolutePath);
        await room.PlanIsAsync("succeeded");
        Rehearsal.Say($"  {await room.Newest.GetByTestId("plan-result").TextContentAsync()}");
        await WasInTheMiddleAsync();
    }

    // Else the kill came too late, and what followed proves nothing.
    private async Task WasInTheMiddleAsync()
    {
        var entries = await StoredTimeline.ReadAsync(story.Range.File.ConsolePostgres, room.Incident);
        var confirmed = entries.ToList().FindLastIndex(entry => entry.Type == "action-confirmed");
        Assert.Equal(1, entries.Skip(confirmed).Count(entry => entry.Type == "action-resumed"));
        Assert.Equal(1, entries.Skip(confirmed).Count(entry => entry.Type == "action-succeeded"));
        Assert.DoesNotContain(entries.Skip(confirmed), entry => entry.Type is "action-paused" or "action-failed");
    }
}
