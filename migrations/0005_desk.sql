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
);
CREATE INDEX attachment_record ON attachment (entity, entity_id);
CREATE INDEX attachment_sha256 ON attachment (sha256);

CREATE TABLE import_batch (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    file_name TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    stored_as TEXT NOT NULL,
    region_id INTEGER NOT NULL REFERENCES region (id),
    state TEXT NOT NULL
        CHECK (state IN ('reading', 'ready', 'committing', 'committed', 'undone', 'rejected', 'cancelled')),
    reject_kind TEXT,
    reject_message TEXT,
    analysis TEXT NOT NULL,
    mapping TEXT NOT NULL,
    rows_total INTEGER NOT NULL,
    rows_ok INTEGER NOT NULL,
    rows_reported INTEGER NOT NULL,
    rows_ignored INTEGER NOT NULL,
    rows_written INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    committed_at TEXT,
    committed_by INTEGER,
    undone_at TEXT,
    undone_by INTEGER,
    row_version INTEGER NOT NULL
);
CREATE INDEX import_batch_region ON import_batch (region_id);

-- What a person agreed to: for a whole kind (row_key NULL) or for one report of one row.
CREATE TABLE import_decision (
    id INTEGER PRIMARY KEY,
    batch_id INTEGER NOT NULL REFERENCES import_batch (id),
    kind TEXT NOT NULL,
    row_key TEXT,
    decision TEXT NOT NULL CHECK (decision IN ('accepted', 'declined', 'edited')),
    value_sealed BLOB,
    decided_by INTEGER NOT NULL,
    decided_at TEXT NOT NULL
);
CREATE INDEX import_decision_batch ON import_decision (batch_id);

-- What an import did to records that were there before, so that the whole batch can be undone.
CREATE TABLE import_change (
    batch_id INTEGER NOT NULL REFERENCES import_batch (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    before_sealed BLOB,
    version_after INTEGER NOT NULL,
    PRIMARY KEY (batch_id, person_id)
);

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
);

CREATE TABLE saved_filter (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL REFERENCES account (id),
    list TEXT NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (account_id, list, name)
);

CREATE TABLE export_request (
    id INTEGER PRIMARY KEY,
    list TEXT NOT NULL,
    query TEXT NOT NULL,
    columns TEXT NOT NULL,
    format TEXT NOT NULL,
    unmasked INTEGER NOT NULL,
    reason TEXT NOT NULL,
    rows_counted INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected', 'fetched')),
    requested_by INTEGER NOT NULL REFERENCES account (id),
    requested_person TEXT NOT NULL,
    requested_grant INTEGER NOT NULL,
    requested_at TEXT NOT NULL,
    decided_by INTEGER REFERENCES account (id),
    decided_at TEXT,
    row_version INTEGER NOT NULL
);

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
);
