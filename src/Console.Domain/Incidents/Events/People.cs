using System.Collections.Immutable;
using IncidentConsole.Domain.Fleet;
using IncidentConsole.Domain.Incidents.Attachments;

namespace IncidentConsole.Domain.Incidents.Events;

/// <summary>Command went from one person to another.</summary>
public sealed record CommandHandedOver(string From, string To, string? Reason) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"handed command from {From} to {To}{(Reason is null ? "" : $": {Reason}")}";
}

/// <summary>Somebody took or was given a role other than commander, such as <c>scribe</c> or <c>liaison</c>.</summary>
public sealed record RoleAssigned(string Person, string RoleName) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"made {Person} {RoleName}";
}

/// <summary>Somebody does not have a role any more.</summary>
public sealed record RoleTakenBack(string Person, string RoleName) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"took back the role {RoleName} of {Person}";
}

public sealed record SeverityChanged(Severity From, Severity To, string Reason) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"changed severity from {From} to {To}: {Reason}";
}

/// <summary>What somebody saw, decided or heard.</summary>
public sealed record NoteAdded(string Text) : IncidentEvent
{
    /// <summary>Characters; longer ones are refused, never cut.</summary>
    public const int MostCharacters = 10_000;

    /// <summary>A text or an image kept with it; null when there is none.</summary>
    public AttachmentRef? Attachment { get; init; }

    public override EventKind Kind => EventKind.Note;
    public override string Sentence => $"“{Text}”{(Attachment is null ? "" : $" with {Attachment.Name}")}";
}

/// <summary>What an earlier entry should have said. That entry stays as it is, and is shown struck through.</summary>
/// <param name="Entry">Its sequence.</param>
public sealed record EntryCorrected(long Entry, string Text, string Reason) : IncidentEvent
{
    public override EventKind Kind => EventKind.Note;
    public override string Sentence => $"corrected entry {Entry} to “{Text}”: {Reason}";
}

/// <summary>The exact text that was sent, where, as whoever recorded it says.</summary>
/// <param name="Message">Which one: <c>start</c>, <c>update</c>, <c>mitigated</c>, <c>resolved</c>.</param>
/// <param name="Format"><c>slack</c>, <c>email</c> or <c>plain</c>.</param>
/// <param name="Unproven">Claims that were not proven when it was sent.</param>
public sealed record MessagePosted(string Message, string Format, string Channel, string Subject, string Body, int Unproven) : IncidentEvent
{
    /// <summary>What the console had written; null when it was sent as it was.</summary>
    public string? Generated { get; init; }

    /// <summary>Who changed it before it was sent; null when nobody did.</summary>
    public string? EditedBy { get; init; }

    /// <summary>Claims that do not stand in the text any more as they were measured.</summary>
    public ImmutableArray<string>? Altered { get; init; }

    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"posted the {Message} message to {Channel}{EditedWords(EditedBy, Altered)}";

    /// <summary><c>, edited by ana (2 claims changed)</c>; nothing for null.</summary>
    internal static string EditedWords(string? by, ImmutableArray<string>? altered) => by is null ? ""
        : $", edited{(by.Length > 0 ? $" by {by}" : "")}{(altered?.Length is > 0 and var count ? $" ({count} claim{(count == 1 ? "" : "s")} changed)" : "")}";
}

/// <summary>A region was declared failed: traffic must not return to it until somebody releases it.</summary>
public sealed record RegionLatchedOut(RegionId Region, string Reason) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"latched {Region} out: {Reason}";
}

public sealed record RegionReleased(RegionId Region, string Reason) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"released {Region}: {Reason}";
}

public sealed record IncidentResolved(string Reason) : IncidentEvent
{
    /// <summary>What was known to be undone; null when nothing was.</summary>
    public string? LeftOpen { get; init; }

    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"resolved the incident: {Reason}{(LeftOpen is null ? "" : $" (though {LeftOpen})")}";
}

/// <summary>The stop switch: no plan of any incident begins, and running procedures were paused, until somebody allows actions again.</summary>
public sealed record ActionsStopped(string Reason) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => Carried is { } from
        ? $"all actions stay stopped, as {from.By} stopped them in drill #{from.Drill} at {Fleet.Text.Time(from.At)} UTC: {Reason}"
        : $"stopped all actions: {Reason}";

    /// <summary>The stop that goes on here: thrown in a drill that this real incident ended. Null when it was thrown here.</summary>
    public CarriedStop? Carried { get; init; }
}

/// <summary>Who had stopped all actions, when, in which drill.</summary>
public sealed record CarriedStop(int Drill, string By, DateTimeOffset At);

public sealed record ActionsAllowed(string Reason) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"allowed actions again: {Reason}";
}

/// <summary>Somebody has looked at a failover that was done; another one may follow.</summary>
public sealed record FailoverAcknowledged(string Reason) : IncidentEvent
{
    public override EventKind Kind => EventKind.Key;
    public override string Sentence => $"acknowledged the failover: {Reason}";
}
