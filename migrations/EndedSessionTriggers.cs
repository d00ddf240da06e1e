namespace IncidentConsole.Migrations;

/// <summary>An end of a session is never taken back: insert-only, by the same function as the timeline.</summary>
internal static class EndedSessionTriggers
{
    public const string Create = """
        create trigger insert_only before update or delete or truncate on ended_sessions
            for each statement execute function refuse_change();
        alter table ended_sessions enable always trigger insert_only;
        """;
}
