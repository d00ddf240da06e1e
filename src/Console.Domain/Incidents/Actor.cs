namespace IncidentConsole.Domain.Incidents;

/// <summary>Who did something, and from where.</summary>
/// <param name="Name">Account name; <c>console</c> for what the console does by itself.</param>
/// <param name="Role">What the account may do.</param>
/// <param name="Source">Remote address, or <c>local</c>.</param>
public sealed record Actor(string Name, Role Role, string Source)
{
    /// <summary>The console itself: evidence, verdicts, progress.</summary>
    public static Actor Console { get; } = new("console", Role.Commander, "local");

    /// <summary>The role of an account; null for the console itself, which has none: what is stored with it is only part of what is hashed.</summary>
    public Role? AccountRole => this == Console ? null : Role;
}

/// <summary>What an account may do; each role includes the one before.</summary>
public enum Role
{
    /// <summary>Sees everything, changes nothing.</summary>
    Viewer,

    /// <summary>Writes notes, works checklist items, posts messages.</summary>
    Responder,

    /// <summary>Declares, takes command, runs actions that change the fleet.</summary>
    Commander,
}
