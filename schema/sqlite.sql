CREATE TABLE account (
    id INTEGER PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    person_key TEXT NOT NULL,
    account_class TEXT NOT NULL CHECK (account_class IN ('business', 'system_officer', 'security_officer', 'audit_officer')),
    password_hash TEXT NOT NULL,
    password_changed_at TEXT NOT NULL,
    must_change_password INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('active', 'locked', 'disabled')),
    failed INTEGER NOT NULL,
    failed_since TEXT,
    locked_until TEXT,
    totp_secret_sealed BLOB,
    totp_last_step INTEGER NOT NULL,
    language TEXT NOT NULL,
    type_size TEXT NOT NULL,
    shortcuts INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at TEXT NOT NULL,
    row_version INTEGER NOT NULL, totp_pending_sealed BLOB, totp_pending_at TEXT,
    UNIQUE (id, account_class)
) STRICT;

CREATE TABLE account_grant (
    id INTEGER PRIMARY KEY,
    account_id INTEGER NOT NULL,
    account_class TEXT NOT NULL,
    role TEXT NOT NULL,
    region_code TEXT NOT NULL,
    scheme_id INTEGER,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'active', 'rejected', 'revoked')),
    valid_to TEXT,
    proposed_by INTEGER NOT NULL REFERENCES account (id),
    proposed_at TEXT NOT NULL,
    decided_by INTEGER REFERENCES account (id),
    decided_at TEXT,
    reason TEXT NOT NULL,
    row_version INTEGER NOT NULL,
    FOREIGN KEY (account_id, account_class) REFERENCES account (id, account_class),
    CHECK ((account_class = 'business' AND role NOT IN ('system_officer', 'security_officer', 'audit_officer'))
        OR account_class = role)
) STRICT;

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

CREATE TABLE "export_request" (
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

CREATE TABLE former_password (
    account_id INTEGER NOT NULL REFERENCES account (id),
    changed_at TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    PRIMARY KEY (account_id, changed_at)
) STRICT;

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
, rows_held INTEGER NOT NULL DEFAULT 0, staged_at TEXT, committer TEXT, undone_by_name TEXT, undo_reason TEXT) STRICT;

CREATE TABLE import_change (
    batch_id INTEGER NOT NULL REFERENCES import_batch (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    before_sealed BLOB NOT NULL,
    version_after INTEGER NOT NULL,
    PRIMARY KEY (batch_id, person_id)
) STRICT;

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

CREATE TABLE once_key (
    account_id INTEGER NOT NULL,
    key TEXT NOT NULL,
    digest TEXT NOT NULL,
    at TEXT NOT NULL,
    status INTEGER,
    content_type TEXT,
    etag TEXT,
    body_sealed BLOB,
    PRIMARY KEY (account_id, key)
) STRICT;

CREATE TABLE organization (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    uscc TEXT UNIQUE,
    parent_id INTEGER REFERENCES organization (id),
    host_org_id INTEGER REFERENCES organization (id),
    region_id INTEGER NOT NULL REFERENCES region (id),
    serves_region_id INTEGER REFERENCES region (id),
    sector TEXT,
    industry TEXT,
    sector_bureau INTEGER NOT NULL,
    level TEXT,
    accredited_on TEXT,
    hospital_level TEXT,
    founded_on TEXT,
    ended_on TEXT,
    flexible INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'active', 'suspended', 'dissolved')),
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at TEXT NOT NULL,
    row_version INTEGER NOT NULL, contact_person_id INTEGER REFERENCES person (id), leader_person_id INTEGER REFERENCES person (id), founder_person_id INTEGER REFERENCES person (id),
    UNIQUE (name, kind, region_id)
) STRICT;

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    id_number_sealed BLOB,
    id_number_blind TEXT,
    sex TEXT,
    birth_date TEXT,
    nation TEXT,
    political_status TEXT,
    education TEXT,
    degree TEXT,
    professional_title TEXT,
    skill_level TEXT,
    phone_sealed BLOB,
    phone_blind TEXT,
    contact_sealed BLOB,
    contact_blind TEXT,
    residence_note_sealed BLOB,
    residence_note_blind TEXT,
    bank_card_sealed BLOB,
    bank_card_blind TEXT,
    region_id INTEGER NOT NULL REFERENCES region (id),
    native_region_id INTEGER REFERENCES region (id),
    registered_region_id INTEGER REFERENCES region (id),
    residence_region_id INTEGER REFERENCES region (id),
    employer_org_id INTEGER REFERENCES organization (id),
    employer_name TEXT,
    post_title TEXT,
    is_outside INTEGER NOT NULL,
    poverty_alleviated INTEGER NOT NULL,
    high_level_grade TEXT,
    skills TEXT NOT NULL,
    availability TEXT,
    strengths TEXT,
    biography TEXT,
    consent_on TEXT,
    consent_scope TEXT NOT NULL,
    confirmed_on TEXT,
    source TEXT,
    state TEXT NOT NULL
        CONSTRAINT person_state CHECK (state IN ('active', 'archived', 'merged', 'anonymised', 'void')),
    merged_into_id INTEGER REFERENCES person (id),
    import_batch_id INTEGER,
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at TEXT NOT NULL,
    row_version INTEGER NOT NULL
, void_reason TEXT, voided_from TEXT, import_sheet TEXT, import_row INTEGER) STRICT;

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

CREATE TABLE person_batch_item (
    batch_id INTEGER NOT NULL REFERENCES person_batch (id),
    person_id INTEGER NOT NULL REFERENCES person (id),
    before TEXT,
    version_after INTEGER NOT NULL,
    PRIMARY KEY (batch_id, person_id)
) STRICT;

CREATE TABLE person_category (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    category TEXT NOT NULL,
    since TEXT,
    until TEXT,
    basis TEXT NOT NULL,
    source TEXT NOT NULL,
    key_target INTEGER NOT NULL,
    confirmed INTEGER NOT NULL,
    CHECK (since IS NULL OR until IS NULL OR since <= until)
) STRICT;

CREATE TABLE person_distinct (
    one_id INTEGER NOT NULL REFERENCES person (id),
    other_id INTEGER NOT NULL REFERENCES person (id),
    at TEXT NOT NULL,
    account_id INTEGER NOT NULL,
    PRIMARY KEY (one_id, other_id)
) STRICT;

CREATE TABLE person_merger (
    id INTEGER PRIMARY KEY,
    kept_id INTEGER NOT NULL REFERENCES person (id),
    merged_id INTEGER NOT NULL REFERENCES person (id),
    before_sealed BLOB NOT NULL,
    kept_version INTEGER NOT NULL,
    merged_at TEXT NOT NULL,
    merged_by INTEGER NOT NULL,
    undone_at TEXT,
    undone_by INTEGER
) STRICT;

CREATE TABLE region (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    short_name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
    kind TEXT NOT NULL,
    parent_id INTEGER REFERENCES region (id),
    urban_rural_code TEXT,
    agri_related INTEGER NOT NULL,
    poverty_alleviated INTEGER NOT NULL,
    profile TEXT NOT NULL,
    specialty TEXT NOT NULL,
    brand TEXT NOT NULL,
    valid_from TEXT,
    valid_to TEXT,
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at TEXT NOT NULL,
    row_version INTEGER NOT NULL
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

CREATE TABLE schema_migration (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT;

CREATE TABLE session (
    id INTEGER PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    csrf_token TEXT NOT NULL,
    account_id INTEGER NOT NULL REFERENCES account (id),
    grant_id INTEGER REFERENCES account_grant (id),
    remote TEXT NOT NULL,
    browser TEXT NOT NULL,
    created_at TEXT NOT NULL,
    seen_at TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
    name TEXT PRIMARY KEY NOT NULL,
    text TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX account_officer_person ON account (person_key) WHERE account_class <> 'business';

CREATE INDEX account_grant_account ON account_grant (account_id);

CREATE INDEX account_grant_state ON account_grant (state);

CREATE INDEX attachment_record ON attachment (entity, entity_id);

CREATE INDEX attachment_sha256 ON attachment (sha256);

CREATE INDEX event_log_by_account ON event_log (account_id, id);

CREATE INDEX event_log_by_at ON event_log (at);

CREATE INDEX event_log_by_entity ON event_log (entity, entity_id, id);

CREATE INDEX export_request_account ON export_request (requested_by);

CREATE INDEX export_request_region ON export_request (region_code);

CREATE INDEX import_batch_reach ON import_batch (reach_code);

CREATE INDEX import_batch_work ON import_batch (state) WHERE state IN ('reading', 'committing');

CREATE INDEX once_key_at ON once_key (at);

CREATE INDEX organization_parent ON organization (parent_id);

CREATE INDEX organization_region ON organization (region_id);

CREATE INDEX person_employer ON person (employer_org_id);

CREATE UNIQUE INDEX person_id_number ON person (id_number_blind) WHERE state IN ('active', 'archived');

CREATE INDEX person_import ON person (import_batch_id);

CREATE INDEX person_name ON person (name);

CREATE INDEX person_phone ON person (phone_blind);

CREATE INDEX person_region ON person (region_id);

CREATE INDEX person_batch_account ON person_batch (account_id, id);

CREATE UNIQUE INDEX person_category_once ON person_category (person_id, category, COALESCE(since, ''));

CREATE INDEX person_category_person ON person_category (person_id, since, category);

CREATE INDEX person_merger_kept ON person_merger (kept_id);

CREATE INDEX region_parent ON region (parent_id);

CREATE INDEX session_account ON session (account_id);

CREATE TRIGGER event_log_no_delete BEFORE DELETE ON event_log
BEGIN
    SELECT RAISE(ABORT, 'event_log is append-only');
END;

CREATE TRIGGER event_log_no_update BEFORE UPDATE ON event_log
BEGIN
    SELECT RAISE(ABORT, 'event_log is append-only');
END;

