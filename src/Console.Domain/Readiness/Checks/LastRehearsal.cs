using IncidentConsole.Domain.Drills;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Readiness.Checks;

/// <summary>How long ago the last drill that succeeded ended; of none, how the last one did.</summary>
public sealed class LastRehearsal(IncidentDesk desk, FleetPolicy policy, TimeProvider time) : IReadinessCheck
{
    public string Key => "last-rehearsal";
    public string Title => $"A drill succeeded within {Text.Span(policy.Readiness.RehearsalEvery)}";
    public ReadinessGroup Group => ReadinessGroup.People;
    public TimeSpan Every => TimeSpan.FromSeconds(10);

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(Of(desk.Book.Current, policy, time.GetUtcNow()));

    public static ReadinessFinding Of(IncidentBook book, FleetPolicy policy, DateTimeOffset now)
    {
        if (!book.IsLoaded) return ReadinessFinding.Unknown("the timelines have not been read yet");
        const string Remedy = "Run a drill on the drills page.";
        var ended = book.Incidents.Values.Where(view => view.Incident is { Kind: IncidentKind.Drill, IsOpen: false })
            .Select(view => (view.Incident, DrillScore.Of(view, policy).Outcome)).OrderByDescending(drill => drill.Incident.ResolvedAt).ToList();
        if (ended.Count == 0) return ReadinessFinding.Fail("no drill has ever been run to its end", Remedy);
        // One that was interrupted or failed since does not unlearn what an earlier one has shown.
        var newest = ended.Find(drill => drill.Outcome == DrillOutcome.Successful) is { Incident: not null } succeeded ? succeeded : ended[0];
        var words = $"drill #{newest.Incident.Number} ended {Text.Age(now - newest.Incident.ResolvedAt!.Value)}: {DrillWords.Of(newest.Outcome)}";
        return newest.Outcome == DrillOutcome.Successful && now - newest.Incident.ResolvedAt <= policy.Readiness.RehearsalEvery
            ? ReadinessFinding.Pass(words)
            : ReadinessFinding.Fail(words, Remedy);
    }
}
