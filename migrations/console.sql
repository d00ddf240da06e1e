CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL,
    CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY ("MigrationId")
);

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261123172656_CreateTimeline') THEN
    CREATE SEQUENCE incident_numbers AS integer START WITH 1 INCREMENT BY 1 NO CYCLE;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261123172656_CreateTimeline') THEN
    CREATE TABLE incidents (
        number integer NOT NULL,
        CONSTRAINT "PK_incidents" PRIMARY KEY (number)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261123172656_CreateTimeline') THEN
    CREATE TABLE timeline (
        incident integer NOT NULL,
        sequence bigint NOT NULL,
        happened_at timestamp with time zone NOT NULL,
        recorded_at timestamp with time zone NOT NULL,
        actor text NOT NULL,
        role text NOT NULL,
        source text NOT NULL,
        type text NOT NULL,
        event json NOT NULL,
        hash text NOT NULL,
        CONSTRAINT "PK_timeline" PRIMARY KEY (incident, sequence),
        CONSTRAINT "FK_timeline_incidents_incident" FOREIGN KEY (incident) REFERENCES incidents (number) ON DELETE RESTRICT
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261123172656_CreateTimeline') THEN
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
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261123172656_CreateTimeline') THEN
    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261123172656_CreateTimeline', '10.0.15');
    END IF;
END $EF$;
COMMIT;

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261124151202_CreateRecordings') THEN
    CREATE TABLE recordings (
        incident integer NOT NULL,
        at timestamp with time zone NOT NULL,
        sample json NOT NULL,
        CONSTRAINT "PK_recordings" PRIMARY KEY (incident, at),
        CONSTRAINT "FK_recordings_incidents_incident" FOREIGN KEY (incident) REFERENCES incidents (number) ON DELETE RESTRICT
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261124151202_CreateRecordings') THEN
    create trigger insert_only before update or delete or truncate on recordings
        for each statement execute function refuse_change();
    alter table recordings enable always trigger insert_only;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261124151202_CreateRecordings') THEN
    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261124151202_CreateRecordings', '10.0.15');
    END IF;
END $EF$;
COMMIT;

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261124155012_CreateAttachments') THEN
    CREATE TABLE attachments (
        id uuid NOT NULL,
        incident integer NOT NULL,
        name text NOT NULL,
        type text NOT NULL,
        sha256 text NOT NULL,
        content bytea NOT NULL,
        CONSTRAINT "PK_attachments" PRIMARY KEY (id),
        CONSTRAINT "FK_attachments_incidents_incident" FOREIGN KEY (incident) REFERENCES incidents (number) ON DELETE RESTRICT
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261124155012_CreateAttachments') THEN
    CREATE INDEX "IX_attachments_incident" ON attachments (incident);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261124155012_CreateAttachments') THEN
    create trigger insert_only before update or delete or truncate on attachments
        for each statement execute function refuse_change();
    alter table attachments enable always trigger insert_only;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261124155012_CreateAttachments') THEN
    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261124155012_CreateAttachments', '10.0.15');
    END IF;
END $EF$;
COMMIT;

START TRANSACTION;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261201025408_CreateEndedSessions') THEN
    CREATE TABLE ended_sessions (
        session text NOT NULL,
        account text NOT NULL,
        ended_at timestamp with time zone NOT NULL,
        until timestamp with time zone NOT NULL,
        CONSTRAINT "PK_ended_sessions" PRIMARY KEY (session)
    );
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261201025408_CreateEndedSessions') THEN
    CREATE INDEX "IX_ended_sessions_until" ON ended_sessions (until);
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261201025408_CreateEndedSessions') THEN
    create trigger insert_only before update or delete or truncate on ended_sessions
        for each statement execute function refuse_change();
    alter table ended_sessions enable always trigger insert_only;
    END IF;
END $EF$;

DO $EF$
BEGIN
    IF NOT EXISTS(SELECT 1 FROM "__EFMigrationsHistory" WHERE "MigrationId" = '20261201025408_CreateEndedSessions') THEN
    INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
    VALUES ('20261201025408_CreateEndedSessions', '10.0.15');
    END IF;
END $EF$;
COMMIT;

