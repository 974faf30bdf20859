-- Files, imports, exports, saved filters and notices.

CREATE TABLE attachment (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    mime TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    stored_as TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'void')),
    void_reason TEXT,
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    row_version INTEGER NOT NULL
) STRICT;
CREATE INDEX attachment_record ON attachment (entity, entity_id);
CREATE INDEX attachment_sha256 ON attachment (sha256);

-- One file on its way into a register. The original and the lines read from it lie sealed beside the database, in
-- imports/<id>/. `reader` is the actor who handed the file in, as far as reading it again after a restart needs it;
-- `reach_code` is how far he reaches: who reaches less does not see the batch.
CREATE TABLE import_batch (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    file_name TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    region_id INTEGER NOT NULL REFERENCES region (id),
    reach_code TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT import_batch_state
        CHECK (state IN ('reading', 'ready', 'committing', 'committed', 'undone', 'rejected', 'cancelled')),
    reject_kind TEXT,
    reject_key TEXT,
    reject_args TEXT NOT NULL,
    sheets_sealed BLOB,
    kinds TEXT NOT NULL,
    mapping TEXT NOT NULL,
    reader TEXT NOT NULL,
    rows_ok INTEGER NOT NULL,
    rows_proposed INTEGER NOT NULL,
    rows_open INTEGER NOT NULL,
    rows_ignored INTEGER NOT NULL,
    rows_written INTEGER NOT NULL,
    rows_updated INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    created_by_name TEXT NOT NULL,
    committed_at TEXT,
    committed_by INTEGER,
    undone_at TEXT,
    undone_by INTEGER,
    row_version INTEGER NOT NULL
) STRICT;
CREATE INDEX import_batch_reach ON import_batch (reach_code);
CREATE INDEX import_batch_work ON import_batch (state) WHERE state IN ('reading', 'committing');

-- What a person decided: for every report of a kind (line -1) or for one report of one line. An open repair is one
-- whose agreement was taken back.
CREATE TABLE import_decision (
    batch_id INTEGER NOT NULL REFERENCES import_batch (id),
    kind TEXT NOT NULL,
    line INTEGER NOT NULL,
    report INTEGER NOT NULL,
    decision TEXT NOT NULL CONSTRAINT import_decision_word CHECK (decision IN ('open', 'accepted', 'declined', 'edited')),
    value_sealed BLOB,
    decided_by INTEGER NOT NULL,
    decided_at TEXT NOT NULL,
    PRIMARY KEY (batch_id, kind, line, report)
) STRICT;

-- What an import did to records that were there before, so that the whole batch can be undone.
CREATE TABLE import_change (
    batch_id INTEGER NOT NULL REFERENCES import_batch (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    before_sealed BLOB NOT NULL,
    version_after INTEGER NOT NULL,
    PRIMARY KEY (batch_id, person_id)
) STRICT;

-- How the columns of a county's form were mapped, by the fingerprint of its headings.
CREATE TABLE form_mapping (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    region_id INTEGER NOT NULL REFERENCES region (id),
    name TEXT NOT NULL,
    mapping TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_by INTEGER NOT NULL,
    UNIQUE (entity, fingerprint, region_id)
) STRICT;

CREATE TABLE saved_filter (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (account_id, list, name)
) STRICT;

-- Exports that a second person has to approve. `query` may hold words that were searched for, so it is sealed.
CREATE TABLE export_request (
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
    state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected', 'fetched')),
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
CREATE INDEX export_request_account ON export_request (requested_by);
CREATE INDEX export_request_region ON export_request (region_code);

CREATE TABLE notice (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    rule TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    due_on TEXT,
    day TEXT NOT NULL,
    text_key TEXT NOT NULL,
    text_args TEXT NOT NULL,
    url TEXT NOT NULL,
    created_at TEXT NOT NULL,
    read_at TEXT,
    UNIQUE (account_id, rule, entity, entity_id, day)
) STRICT;
