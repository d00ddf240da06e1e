using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents;

namespace IncidentConsole.Domain.Actions;

/// <summary>The actuators and procedures there are.</summary>
public sealed class Tools(IEnumerable<IActuator> actuators, IEnumerable<IProcedure> procedures)
{
    private readonly IReadOnlyList<IActuator> actuators = [.. actuators];
    private readonly Dictionary<string, IProcedure> procedures = procedures.ToDictionary(procedure => procedure.Name);

    /// <summary>Whether there is an actuator or a procedure for it.</summary>
    public bool Know(ActionPlan plan) =>
        plan.Change is { } change ? actuators.Any(actuator => actuator.Handles(change.Target))
        : plan.Procedure is { } call && procedures.ContainsKey(call.Name);

    public IActuator ActuatorOf(Target target) => actuators.FirstOrDefault(actuator => actuator.Handles(target))
        ?? throw new InvalidOperationException($"No actuator handles {target.Kind} targets.");

    public IProcedure ProcedureOf(ProcedureCall call) => Find(call)
        ?? throw new InvalidOperationException($"There is no procedure “{call.Name}”.");

    /// <summary>The same; null when there is none of that name.</summary>
    public IProcedure? Find(ProcedureCall call) => procedures.GetValueOrDefault(call.Name);

    /// <summary>Why what the plan acts on is none of the console's, by the configuration, whatever is stored; null when it is.</summary>
    /// <param name="incident">The incident that the plan belongs to.</param>
    public Refusal? Forbids(ActionPlan plan, int incident, FleetPolicy policy) => plan switch
    {
        { Change: { } change, Procedure: null } => actuators.FirstOrDefault(actuator => actuator.Handles(change.Target)) is { } actuator
            ? actuator.Forbids(change)
            : new($"Nothing in this console's configuration changes {change.Target}."),
        { Change: null, Procedure: { } call } => Find(call) is { } procedure
            ? procedure.Scope.Forbids(call, incident, policy)
            : new($"This console has no procedure “{call.Name}”."),
        _ => new($"“{plan.Title}” is neither one change nor one procedure."),
    };
}
