using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Tests.Support;

/// <summary>An actuator over one value, which can be made to refuse, to break in the middle, or to break while following.</summary>
internal sealed class FakeDns(DnsState state) : IActuator
{
    public DnsState State { get; set; } = state;
    public int Applied { get; private set; }
    public Exception? BeforeEffect { get; set; }
    public Exception? AfterEffect { get; set; }
    public Exception? WhileFollowing { get; set; }
    public Exception? WhileReading { get; set; }
    public Func<Change, Refusal?>? Foreign { get; set; }
    public Action? OnApply { get; set; }

    public bool Handles(Target target) => target.Kind == Target.Dns;

    public Task<TargetState> ReadAsync(Target target, CancellationToken cancellationToken) => WhileReading is null ? Task.FromResult<TargetState>(State) : throw WhileReading;

    public Refusal? Forbids(Change change) => Foreign?.Invoke(change);

    public Task ApplyAsync(Change change, ReportProgress report, CancellationToken cancellationToken)
    {
        OnApply?.Invoke();
        if (BeforeEffect is not null) throw BeforeEffect;
        Applied++;
        State = (DnsState)change.After;
        return AfterEffect is null ? Task.CompletedTask : throw AfterEffect;
    }

    public async Task<string> FollowAsync(Change change, ReportProgress report, CancellationToken cancellationToken)
    {
        if (WhileFollowing is not null) throw WhileFollowing;
        await report("INSYNC after 2 s", 0.5);
        return "INSYNC after 2 s";
    }

    public string Command(Change change) => "aws route53 change-resource-record-sets";
}
