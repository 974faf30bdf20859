-- The audit trail: one row per event, numbered without gaps in the order of commits and chained by hash
-- (src/db/event_log.hpp). Rows are added, never changed and never removed.
CREATE TABLE event_log (
    id INTEGER PRIMARY KEY CHECK (id > 0),
    at TEXT NOT NULL,
    account_id INTEGER NOT NULL,
    account_name TEXT NOT NULL,
    role TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    remote TEXT NOT NULL,
    request_id TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what <> ''),
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    label TEXT NOT NULL,
    changes TEXT NOT NULL,
    reason TEXT NOT NULL,
    outcome TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE INDEX event_log_by_entity ON event_log (entity, entity_id, id);
CREATE INDEX event_log_by_at ON event_log (at);
CREATE INDEX event_log_by_account ON event_log (account_id, id);

-- sqlite:
CREATE TRIGGER event_log_no_update BEFORE UPDATE ON event_log
BEGIN
    SELECT RAISE(ABORT, 'event_log is append-only');
END;
CREATE TRIGGER event_log_no_delete BEFORE DELETE ON event_log
BEGIN
    SELECT RAISE(ABORT, 'event_log is append-only');
END;

-- postgres:
CREATE FUNCTION event_log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'event_log is append-only';
END
$$;
CREATE TRIGGER event_log_no_change BEFORE UPDATE OR DELETE ON event_log
    FOR EACH ROW EXECUTE FUNCTION event_log_refuse();
CREATE TRIGGER event_log_no_truncate BEFORE TRUNCATE ON event_log
    FOR EACH STATEMENT EXECUTE FUNCTION event_log_refuse();
