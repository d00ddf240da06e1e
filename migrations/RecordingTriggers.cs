namespace IncidentConsole.Migrations;

/// <summary>What was recorded of the fleet is insert-only as well, by the same function as the timeline.</summary>
internal static class RecordingTriggers
{
    public const string Create = """
        create trigger insert_only before update or delete or truncate on recordings
            for each statement execute function refuse_change();
        alter table recordings enable always trigger insert_only;
        """;
}
