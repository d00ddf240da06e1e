using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Tests.Support;

/// <summary>A deployment that is one value and does at once what it is told.</summary>
internal sealed class FakeDeployment(DeploymentState state) : IActuator
{
    public DeploymentState State { get; private set; } = state;

    public bool Handles(Target target) => target.Kind == Target.Deployment;

    public Task<TargetState> ReadAsync(Target target, CancellationToken cancellationToken) => Task.FromResult<TargetState>(State);

    public Refusal? Forbids(Change change) => null;

    public Task ApplyAsync(Change change, ReportProgress report, CancellationToken cancellationToken)
    {
        State = (DeploymentState)change.After;
        return Task.CompletedTask;
    }

    public Task<string> FollowAsync(Change change, ReportProgress report, CancellationToken cancellationToken) => Task.FromResult("3 of 3 pods updated");

    public string Command(Change change) => "kubectl set env";
}
