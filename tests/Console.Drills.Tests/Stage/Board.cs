using System.Text.RegularExpressions;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>The board as somebody sees it.</summary>
/// <param name="perSecond">How many requests a second the range's clients send.</param>
internal sealed class Board(Person person, double perSecond)
{
    private const float FirstLook = 300_000;

    /// <summary>Opens the board and waits until both regions are healthy.</summary>
    public async Task OpenAsync()
    {
        await person.OpenAsync("/");
        await person.SeesAsync("calm", new Regex("Both regions (are healthy|look healthy now)"), FirstLook);
        // Until a whole window of them has been counted, "the load before" would be too low.
        var enough = Enumerable.Range((int)(perSecond * 0.85), (int)(perSecond * 0.35));
        await person.SeesAsync("traffic", new Regex($@"(?<!\d)({string.Join('|', enough)})(\.\d+)?/s measured"), FirstLook);
    }

    /// <summary>Opens the board and waits for a fleet in good health whose regions both take traffic.</summary>
    public async Task OpenOnHealthyFleetAsync()
    {
        await OpenAsync();
        foreach (var region in new[] { "eu-west", "us-east" })
        {
            await IsAsync(region, "healthy");
            await person.SeesAsync($"share-{region}", new Regex($@"{region} [1-9]\d(\.\d)? %"));
        }
    }

    public Task IsAsync(string region, string verdict) => Expect(person.Get($"verdict-{region}")).ToHaveAttributeAsync("data-verdict", verdict);

    public async Task SaysDownAsync(string region)
    {
        await IsAsync(region, "down");
        await person.SeesAsync($"because-{region}", new Regex("[23] of 3 vantage points"));
        await person.SeesAsync($"detection-{region}", $"{region} looks down since");
    }
}
