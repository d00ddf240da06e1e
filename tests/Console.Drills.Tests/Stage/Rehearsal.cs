using System.Diagnostics;
using IncidentConsole.Lab.Composition;
using IncidentConsole.Lab.Product;

namespace IncidentConsole.Drills.Tests.Stage;

/// <summary>
/// One story: a range, the real console on it, and people at browsers. It is told in named steps, so that what fails or hangs has a name;
/// a step that failed leaves a picture of every page and the console's log in <c>artifacts/drills</c>.
/// </summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    private static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(8);

    /// <summary>A machine that is busy with the range is slow, and neither a store of the story's nor an answer that takes its time.</summary>
    private static readonly IReadOnlyList<(string Key, string Value)> Patient =
    [
        ("Redis:Slow", "00:00:02"), ("WarmStore:SlowAfter", "00:00:02"),
        .. new[] { "Backends", "Dns", "Kubernetes", "Prometheus", "Redis", "Wal", "WarmStore" }.Select(source => ($"{source}:TimeBox", "00:00:05")),
    ];

    private readonly Chromium chromium;
    private readonly string folder;
    private readonly double trafficPerSecond;
    private readonly List<Person> people = [];

    private Rehearsal(Chromium chromium, string folder, double trafficPerSecond, RehearsalRange range, ProductProcess console) =>
        (this.chromium, this.folder, this.trafficPerSecond, Range, Console) = (chromium, folder, trafficPerSecond, range, console);

    public RehearsalRange Range { get; }

    public ProductProcess Console { get; }

    /// <summary>A file of this story; it stays afterwards.</summary>
    public string Keep(string name) => Path.Combine(folder, name);

    /// <summary>With the quick profile: what the story waits for comes sooner.</summary>
    /// <param name="options">Of the range; its folder and port are chosen here.</param>
    /// <param name="settings">Of the console, beside those that lead to the range.</param>
    public static Task<Rehearsal> StartAsync(Chromium chromium, string story, RangeOptions options, params IReadOnlyList<(string Key, string Value)> settings) =>
        BeginAsync(chromium, story, QuickProfile.Of(options), [.. QuickProfile.Settings, .. settings]);

    /// <summary>With the times of <c>./run</c>, for a story whose clock is worth something. No other story runs meanwhile.</summary>
    public static Task<Rehearsal> StartTimedAsync(Chromium chromium, string story, params IReadOnlyList<(string Key, string Value)> settings) =>
        BeginAsync(chromium, story, new() { PublicTtl = TimeSpan.FromSeconds(3) }, settings);

    private static async Task<Rehearsal> BeginAsync(Chromium chromium, string story, RangeOptions options, IReadOnlyList<(string Key, string Value)> settings)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var folder = Repository.Fresh(story);
        var published = Repository.Published;
        var began = Stopwatch.GetTimestamp();
        var range = await RehearsalRange.StartAsync(options with { Folder = folder, Port = 0 }, TimeProvider.System, cancellationToken);
        Say($"the range is up: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        try
        {
            began = Stopwatch.GetTimestamp();
            var console = await ProductProcess.StartAsync(range.File, folder, published, 0, [.. Patient, .. settings], cancellationToken);
            Say($"the console answers: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
            return new Rehearsal(chromium, folder, options.TrafficPerSecond, range, console);
        }
        catch
        {
            await range.DisposeAsync();
            throw;
        }
    }

    public async Task<Person> SignInAsync(ProductAccount account)
    {
        var person = await Person.SignInAsync(chromium, Console.Run.Console, account);
        people.Add(person);
        return person;
    }

    public Board BoardOf(Person person) => new(person, trafficPerSecond);

    /// <summary>Somebody who has not signed in.</summary>
    public async Task<Person> NobodyAsync()
    {
        var context = await chromium.ContextAsync(Console.Run.Console);
        var person = new Person(context, await context.NewPageAsync());
        people.Add(person);
        return person;
    }

    public async Task StepAsync(string name, Func<Task> step)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            await step().WaitAsync(LongestStep, TestContext.Current.CancellationToken);
            Say($"{name}: {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
        }
        catch (Exception exception)
        {
            foreach (var (person, at) in people.Select((person, at) => (person, at)))
                await person.PictureAsync(Path.Combine(folder, $"failed-{at}.png"));
            throw new InvalidOperationException($"Step “{name}” failed after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s; see {folder}. {exception.Message}", exception);
        }
    }

    /// <summary>The last step of every story.</summary>
    /// <param name="expected">Words of errors the story provokes.</param>
    public Task TheLogIsCleanAsync(params string[] expected) => StepAsync("the console's log holds no unexpected error", async () =>
    {
        var errors = ConsoleLog.Errors(await File.ReadAllLinesAsync(Console.LogFile)).Where(error => !expected.Any(words => error.Contains(words, StringComparison.Ordinal)));
        if (string.Concat(errors) is { Length: > 0 } words) Assert.Fail(words);
    });

    public static void Say(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);

    public async ValueTask DisposeAsync()
    {
        foreach (var person in people) await person.DisposeAsync();
        await Console.DisposeAsync();
        await Range.DisposeAsync();
    }
}
