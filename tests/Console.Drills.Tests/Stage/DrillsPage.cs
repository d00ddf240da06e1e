using IncidentConsole.Lab.Faults;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>Scenarios, started and ended from the page by a person.</summary>
internal sealed class DrillsPage(Person person, Rehearsal story)
{
    /// <summary>Looks at the faults a scenario will set, and breaks the fleet.</summary>
    public async Task StartAsync(string key)
    {
        var scenario = ScenarioCatalog.Find(key)!;
        await person.OpenAsync("/drills");
        await person.ClickAsync($"preview-{key}");
        await Expect(person.Get("preview").Locator("li")).ToHaveCountAsync(scenario.Faults.Count);
        foreach (var fault in scenario.Faults) await person.SeesAsync("preview", fault.Words);
        Assert.Empty(story.Range.Faults.Active);

        await person.ClickAsync("start-scenario");
        await person.SeesAsync("running-scenario", scenario.Title);
        Assert.Equal(key, story.Range.Scenarios.Running?.Scenario.Key);
    }

    /// <summary>One click on whichever page, and nothing is broken any more.</summary>
    public async Task EndAsync()
    {
        await person.ClickAsync("end-faults");
        await IsOverAsync();
    }

    /// <summary>No scenario runs and no fault is on, by the page and by the range.</summary>
    public async Task IsOverAsync()
    {
        await Expect(person.Get("scenario-runs")).ToHaveCountAsync(0);
        Assert.Null(story.Range.Scenarios.Running);
        Assert.Empty(story.Range.Faults.Active);
    }
}
