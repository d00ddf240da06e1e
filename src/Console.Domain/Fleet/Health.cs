namespace IncidentConsole.Domain.Fleet;

/// <summary>Three-valued truth. "Could not ask" is <see cref="Unknown"/>, never <see cref="Fail"/> and never <see cref="Pass"/>.</summary>
public enum Health
{
    Unknown,
    Pass,
    Fail,
}
