namespace IncidentConsole.Migrations;

/// <summary>What is kept with a note is insert-only as well, by the same function as the timeline.</summary>
internal static class AttachmentTriggers
{
    public const string Create = """
        create trigger insert_only before update or delete or truncate on attachments
            for each statement execute function refuse_change();
        alter table attachments enable always trigger insert_only;
        """;
}
