-- Care of the talent bank: records entered by mistake, acts on many people at once, persons of units, requests that
-- are taken back.

-- G-23: a record entered by mistake is void, with the reason, and keeps the state it comes back to. A record that left
-- with its whole import has no reason of its own.
ALTER TABLE person ADD COLUMN void_reason TEXT;
ALTER TABLE person ADD COLUMN voided_from TEXT;

-- One act on many people: what was done, by whom, and to each what stood there before, so that it can be taken back
-- for everybody who was not changed since.
CREATE TABLE person_batch (
    id INTEGER PRIMARY KEY,
    act TEXT NOT NULL CONSTRAINT person_batch_act
        CHECK (act IN ('confirm', 'archive', 'set_availability', 'add_skill', 'add_category')),
    value TEXT,
    reason TEXT NOT NULL,
    asked INTEGER NOT NULL,
    done INTEGER NOT NULL,
    account_id INTEGER NOT NULL REFERENCES account (id),
    at TEXT NOT NULL,
    undone_at TEXT,
    undone INTEGER
) STRICT;
CREATE INDEX person_batch_account ON person_batch (account_id, id);
CREATE TABLE person_batch_item (
    batch_id INTEGER NOT NULL REFERENCES person_batch (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    before TEXT,
    version_after INTEGER NOT NULL,
    PRIMARY KEY (batch_id, person_id)
) STRICT;

-- E02: contact, top leader and founder of a unit are persons of the bank.
ALTER TABLE organization ADD COLUMN contact_person_id INTEGER REFERENCES person (id);
ALTER TABLE organization ADD COLUMN leader_person_id INTEGER REFERENCES person (id);
ALTER TABLE organization ADD COLUMN founder_person_id INTEGER REFERENCES person (id);
CREATE INDEX organization_parent ON organization (parent_id);
CREATE INDEX person_employer ON person (employer_org_id);

-- An export that waits can be withdrawn by who asked for it.
-- sqlite:
CREATE TABLE export_request_next (
    id INTEGER PRIMARY KEY,
    list TEXT NOT NULL,
    query_sealed BLOB,
    query_blind TEXT,
    columns TEXT NOT NULL,
    format TEXT NOT NULL CHECK (format IN ('xlsx', 'csv')),
    unmasked INTEGER NOT NULL,
    reason TEXT NOT NULL,
    rows_counted INTEGER NOT NULL,
    region_code TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT export_request_state
        CHECK (state IN ('proposed', 'approved', 'rejected', 'fetched', 'withdrawn')),
    requested_by INTEGER NOT NULL REFERENCES account (id),
    requested_by_name TEXT NOT NULL,
    requested_unit TEXT NOT NULL,
    requested_person TEXT NOT NULL,
    requested_grant INTEGER NOT NULL,
    requested_at TEXT NOT NULL,
    decided_by INTEGER REFERENCES account (id),
    decided_by_name TEXT,
    decided_person TEXT,
    decided_at TEXT,
    decision_reason TEXT,
    fetched_at TEXT,
    row_version INTEGER NOT NULL,
    CONSTRAINT export_request_two_persons
        CHECK (decided_by IS NULL OR (decided_by <> requested_by AND decided_person <> requested_person))
) STRICT;
INSERT INTO export_request_next (id, list, query_sealed, query_blind, columns, format, unmasked, reason, rows_counted,
    region_code, state, requested_by, requested_by_name, requested_unit, requested_person, requested_grant, requested_at,
    decided_by, decided_by_name, decided_person, decided_at, decision_reason, fetched_at, row_version)
SELECT id, list, query_sealed, query_blind, columns, format, unmasked, reason, rows_counted,
    region_code, state, requested_by, requested_by_name, requested_unit, requested_person, requested_grant, requested_at,
    decided_by, decided_by_name, decided_person, decided_at, decision_reason, fetched_at, row_version
FROM export_request;
DROP TABLE export_request;
ALTER TABLE export_request_next RENAME TO export_request;
CREATE INDEX export_request_account ON export_request (requested_by);
CREATE INDEX export_request_region ON export_request (region_code);
-- postgres:
ALTER TABLE export_request DROP CONSTRAINT export_request_state_check;
ALTER TABLE export_request ADD CONSTRAINT export_request_state
    CHECK (state IN ('proposed', 'approved', 'rejected', 'fetched', 'withdrawn'));
-- both:
