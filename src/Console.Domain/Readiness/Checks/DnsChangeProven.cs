using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Readiness.Checks;

/// <summary>
/// Whether the console may change the public name. Neither provider has a dry run, and a change "of nothing" is a change all the same; so the proof
/// is the last one that was made, in a drill or for real.
/// </summary>
public sealed class DnsChangeProven(IncidentDesk desk, FleetPolicy policy, TimeProvider time) : IReadinessCheck
{
    public string Key => "dns-change";
    public string Title => "The console's credentials have changed the public name lately";
    public ReadinessGroup Group => ReadinessGroup.DryRun;
    public TimeSpan Every => TimeSpan.FromSeconds(10);

    public Task<ReadinessFinding> CheckAsync(CancellationToken cancellationToken) => Task.FromResult(Of(desk.Book.Current, policy, time.GetUtcNow()));

    public static ReadinessFinding Of(IncidentBook book, FleetPolicy policy, DateTimeOffset now)
    {
        const string Remedy = "A DNS provider has no dry run: move traffic once in a drill, and look at what the credentials' policy allows.";
        if (!book.IsLoaded) return ReadinessFinding.Unknown("the timelines have not been read yet");
        var moves =
            from view in book.Incidents.Values
            from plan in view.Incident.Plans
            where plan.Plan.Change?.Target.Kind == Target.Dns && plan.EndedAt is not null && plan.Status is PlanStatus.Succeeded or PlanStatus.Refused
            select (view.Incident.Number, Plan: plan);
        if (!moves.Any()) return ReadinessFinding.Unknown("not proven: no change was ever made from here", Remedy);
        var (number, newest) = moves.MaxBy(move => move.Plan.EndedAt);
        var age = Text.Age(now - newest.EndedAt!.Value);
        if (newest.Status == PlanStatus.Refused)
            return ReadinessFinding.Unknown($"not proven: the last change, in #{number} {age}, was refused: {newest.ResultText}", Remedy);
        return now - newest.EndedAt <= policy.Readiness.RehearsalEvery
            ? ReadinessFinding.Pass($"last changed {age}, in #{number}; that the permission is still there is not proven since")
            : ReadinessFinding.Unknown($"not proven lately: last changed {age}, in #{number}", Remedy);
    }
}
