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

    public IProcedure ProcedureOf(ProcedureCall call) => procedures.GetValueOrDefault(call.Name)
        ?? throw new InvalidOperationException($"There is no procedure “{call.Name}”.");
}
