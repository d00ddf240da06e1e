namespace IncidentConsole.Migrations;

/// <summary>What makes the tables insert-only for everybody, their owner included, and tells the listeners.</summary>
internal static class TimelineTriggers
{
    public const string Create = """
        create function refuse_change() returns trigger language plpgsql as $refuse$
        begin
            raise exception '% is insert-only: % is refused', tg_table_name, tg_op
                using hint = 'A correction is a new entry.';
        end
        $refuse$;

        create function notify_timeline() returns trigger language plpgsql as $notify$
        begin
            perform pg_notify('timeline', new.incident::text);
            return null;
        end
        $notify$;

        create trigger insert_only before update or delete or truncate on incidents
            for each statement execute function refuse_change();
        create trigger insert_only before update or delete or truncate on timeline
            for each statement execute function refuse_change();
        alter table incidents enable always trigger insert_only;
        alter table timeline enable always trigger insert_only;

        create trigger notify after insert on timeline
            for each row execute function notify_timeline();
        """;

    /// <summary>After the tables, which take their triggers with them.</summary>
    public const string Drop = """
        drop function refuse_change();
        drop function notify_timeline();
        """;
}
