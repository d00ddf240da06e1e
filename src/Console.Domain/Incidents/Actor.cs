namespace IncidentConsole.Domain.Incidents;

/// <summary>Who did something, and from where.</summary>
/// <param name="Name">Account name; <c>console</c> for what the console does by itself.</param>
/// <param name="Role">What the account may do.</param>
/// <param name="Source">Remote address, or <c>local</c>.</param>
public sealed record Actor(string Name, Role Role, string Source)
{
    /// <summary>The console itself: evidence, verdicts, progress.</summary>
    public static Actor Console { get; } = new("console", Role.Commander, "local");

    /// <summary>
    /// The role as it is stored, where this build has none of that name: a newer version wrote it. Null when <see cref="Role"/> says it.
    /// </summary>
    public string? UnknownRole { get; init; }

    /// <summary>The role as it is stored, which is what the hash covers.</summary>
    public string RoleText => UnknownRole ?? Role.ToString();

    /// <summary>
    /// The role of an account; null for the console itself, which has none (what is stored with it is only part of what is hashed), and
    /// for a role this build does not know.
    /// </summary>
    public Role? AccountRole => this == Console || UnknownRole is not null ? null : Role;

    /// <summary>The stored text of an account's role; null for the console itself.</summary>
    public string? AccountRoleText => this == Console ? null : RoleText;

    /// <summary>As it was stored. A role this build does not know may do the least here.</summary>
    public static Actor Stored(string name, string role, string source) =>
        Enum.TryParse<Role>(role, out var known) && known.ToString() == role ? new(name, known, source)
            : new(name, Role.Viewer, source) { UnknownRole = role };
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
