using System.Collections.Immutable;
using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Web.Tests.Api.Support;

/// <summary>A deployment in each region that does at once what it is told.</summary>
internal sealed class FakeDeployments : IActuator
{
    private ImmutableSortedDictionary<RegionId, DeploymentState> states = ImmutableSortedDictionary<RegionId, DeploymentState>.Empty;

    public DeploymentState Of(RegionId region) => states.GetValueOrDefault(region) ?? new(3, ImmutableSortedDictionary<string, string>.Empty);

    public bool Handles(Target target) => target.Kind == Target.Deployment;

    public Task<TargetState> ReadAsync(Target target, CancellationToken cancellationToken) => Task.FromResult<TargetState>(Of(target.Region!.Value));

    public Refusal? Forbids(Change change) => null;

    public Task ApplyAsync(Change change, ReportProgress report, CancellationToken cancellationToken)
    {
        ImmutableInterlocked.Update(ref states, now => now.SetItem(change.Target.Region!.Value, (DeploymentState)change.After));
        return Task.CompletedTask;
    }

    public Task<string> FollowAsync(Change change, ReportProgress report, CancellationToken cancellationToken) => Task.FromResult("3 of 3 pods updated");

    public string Command(Change change) => "kubectl set env";
}
