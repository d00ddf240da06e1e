using IncidentConsole.Domain.Actions;
using IncidentConsole.Domain.Tests.Support;

namespace IncidentConsole.Web.Tests.Api.Support;

/// <summary>Ends at once, as the test says, and remembers its calls.</summary>
internal sealed class FakeProcedure(string name) : IProcedure
{
    public string Name => name;

    public CallScope Scope { get; } = AnyCall.Scope;

    public bool Succeeds { get; set; } = true;

    public List<ProcedureCall> Calls { get; } = [];

    public string Command(ProcedureCall call) => $"run {name}";

    public Task<ProcedureOutcome> RunAsync(ProcedureCall call, ProcedureRun run, CancellationToken cancellationToken)
    {
        Calls.Add(call);
        return Task.FromResult(new ProcedureOutcome(Succeeds, Succeeds ? "done" : "it differs", []));
    }
}
