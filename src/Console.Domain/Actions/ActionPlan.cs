using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;

namespace IncidentConsole.Domain.Actions;

/// <summary>
/// Everything about an action before it is done: what is applied is this and nothing else. Either a change or a procedure.
/// </summary>
/// <param name="Step">The checklist item it belongs to.</param>
/// <param name="Action">Key of the item's action, such as <c>move-traffic</c>.</param>
/// <param name="Change">The state to set, or null.</param>
/// <param name="Procedure">The work to do, or null.</param>
/// <param name="Command">The equivalent command for a shell, with the values filled in: the plan survives the console.</param>
/// <param name="Warnings">What the person who confirms must know.</param>
/// <param name="LatchesOut">The region that is latched out with the confirmation; null when none is.</param>
/// <param name="Undoes">The plan this one takes back; null when it is no undo.</param>
/// <param name="TimeBox">After this the console takes the change back by itself; null when it stays.</param>
public sealed record ActionPlan(
    Guid Id,
    int Step,
    string Action,
    string Title,
    Change? Change,
    ProcedureCall? Procedure,
    string Command,
    ImmutableArray<string> Warnings,
    RegionId? LatchesOut,
    Guid? Undoes,
    TimeSpan? TimeBox)
{
    /// <summary>What must be typed to confirm it; null when a click is enough.</summary>
    public string? TypedName { get; init; }

    /// <summary>Somebody who neither requested nor confirms it must approve it first.</summary>
    public bool NeedsSecondPerson { get; init; }
}

/// <summary>Which procedure to run, with what.</summary>
/// <param name="Name">The name of an <see cref="IProcedure"/>.</param>
public sealed record ProcedureCall(string Name, RegionId Region, ImmutableSortedDictionary<string, string> Arguments);
