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
    row_version INTEGER NOT NULL, totp_pending_sealed BLOB, totp_pending_at TEXT, person_id INTEGER REFERENCES person (id),
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

CREATE TABLE activity (
    id INTEGER PRIMARY KEY,
    scheme_id INTEGER REFERENCES scheme (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    topic TEXT,
    programme TEXT,
    sector TEXT,
    class_group TEXT,
    org_id INTEGER REFERENCES organization (id),
    region_id INTEGER NOT NULL REFERENCES region (id),
    place TEXT,
    mode TEXT,
    service_mode TEXT,
    starts_at TEXT NOT NULL,
    ends_at TEXT,
    hours REAL,
    days REAL,
    duty TEXT,
    task_id INTEGER,
    project_id INTEGER,
    request_id INTEGER REFERENCES request (id),
    batch_no INTEGER,
    series_no INTEGER,
    online_part INTEGER NOT NULL,
    offline_part INTEGER NOT NULL,
    summary TEXT,
    headcount INTEGER,
    -- The rung of the ladder the record rests on: self < village < result.
    evidence TEXT NOT NULL CONSTRAINT activity_evidence CHECK (evidence IN ('none', 'self', 'village', 'result')),
    verified_by INTEGER,
    verified_by_name TEXT,
    verified_on TEXT,
    refused_because TEXT,
    case_tag TEXT,
    extra TEXT NOT NULL,
    -- The natural person who wrote the record: whoever verifies it is another one.
    author_key TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT activity_state CHECK (state IN
        ('planned', 'held', 'verified', 'rejected', 'cancelled')),
    is_void INTEGER NOT NULL,
    void_reason TEXT,
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at TEXT NOT NULL,
    row_version INTEGER NOT NULL,
    CONSTRAINT activity_end CHECK (ends_at IS NULL OR ends_at >= starts_at)
) STRICT;

CREATE TABLE activity_participant (
    id INTEGER PRIMARY KEY,
    activity_id INTEGER NOT NULL REFERENCES activity (id),
    person_id INTEGER REFERENCES person (id),
    engagement_id INTEGER REFERENCES engagement (id),
    role TEXT NOT NULL,
    group_code TEXT,
    headcount INTEGER NOT NULL,
    day TEXT NOT NULL,
    days REAL,
    hours REAL,
    confirmed INTEGER NOT NULL,
    completed INTEGER,
    score REAL,
    extra TEXT NOT NULL,
    CONSTRAINT activity_participant_heads CHECK (headcount >= 1 AND (person_id IS NULL OR headcount = 1))
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

CREATE TABLE consequence_holding (
    id INTEGER PRIMARY KEY,
    scheme_id INTEGER NOT NULL REFERENCES scheme (id),
    rule TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    period TEXT NOT NULL,
    since TEXT NOT NULL,
    told_on TEXT,
    ended_on TEXT
) STRICT;

CREATE TABLE consequence_run (
    scheme_id INTEGER NOT NULL REFERENCES scheme (id),
    rule TEXT NOT NULL,
    ran_on TEXT NOT NULL,
    period TEXT NOT NULL,
    PRIMARY KEY (scheme_id, rule)
) STRICT;

CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    scheme_id INTEGER REFERENCES scheme (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    doc_no TEXT,
    org_id INTEGER REFERENCES organization (id),
    region_id INTEGER NOT NULL REFERENCES region (id),
    person_id INTEGER REFERENCES person (id),
    engagement_id INTEGER REFERENCES engagement (id),
    activity_id INTEGER REFERENCES activity (id),
    review_id INTEGER,
    project_id INTEGER,
    -- Of papers that the program makes: the entry of `credentials` in the pack, what the paper says (JSON), its check
    -- code and the signature over both, the hash of the file that was handed out.
    credential TEXT,
    said TEXT,
    verify_code TEXT UNIQUE,
    signature TEXT,
    sha256 TEXT,
    issued_on TEXT,
    valid_from TEXT,
    valid_to TEXT,
    revoked_on TEXT,
    revoke_reason TEXT,
    public_from TEXT,
    public_to TEXT,
    published_on TEXT,
    channels TEXT NOT NULL,
    tags TEXT NOT NULL,
    -- Codes of the sections of the newest version, and how many contributed to it.
    sections TEXT NOT NULL,
    contributors INTEGER,
    case_tag TEXT,
    extra TEXT NOT NULL,
    author_key TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT document_state CHECK (state IN
        ('draft', 'in_review', 'approved', 'publicized', 'published', 'archived')),
    is_void INTEGER NOT NULL,
    void_reason TEXT,
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at TEXT NOT NULL,
    row_version INTEGER NOT NULL
) STRICT;

CREATE TABLE document_file (
    document_id INTEGER NOT NULL PRIMARY KEY REFERENCES document (id),
    mime TEXT NOT NULL,
    bytes BLOB NOT NULL,
    sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE document_publication (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document (id),
    channel TEXT NOT NULL,
    on_day TEXT NOT NULL,
    link TEXT,
    note TEXT,
    recorded_at TEXT NOT NULL,
    recorded_by INTEGER NOT NULL,
    UNIQUE (document_id, channel)
) STRICT;

CREATE TABLE document_publicity (
    document_id INTEGER NOT NULL PRIMARY KEY REFERENCES document (id),
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    step TEXT NOT NULL,
    rule TEXT NOT NULL,
    basis TEXT NOT NULL,
    objections_to TEXT NOT NULL,
    objections_to_names TEXT NOT NULL,
    named INTEGER NOT NULL,
    secret INTEGER NOT NULL,
    reply_days INTEGER,
    reply_workdays INTEGER
) STRICT;

CREATE TABLE document_version (
    id INTEGER PRIMARY KEY,
    document_id INTEGER NOT NULL REFERENCES document (id),
    no INTEGER NOT NULL,
    made_on TEXT NOT NULL,
    sections TEXT NOT NULL,
    contributors TEXT NOT NULL,
    note TEXT,
    made_by INTEGER NOT NULL,
    made_by_name TEXT NOT NULL,
    UNIQUE (document_id, no)
) STRICT;

CREATE TABLE engagement (
    id INTEGER PRIMARY KEY,
    scheme_id INTEGER NOT NULL REFERENCES scheme (id),
    role TEXT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES person (id),
    region_id INTEGER REFERENCES region (id),
    org_id INTEGER REFERENCES organization (id),
    hiring_org_id INTEGER REFERENCES organization (id),
    using_org_id INTEGER REFERENCES organization (id),
    source_channel TEXT,
    source_group TEXT,
    entered_pool_on TEXT,
    vetted_on TEXT,
    invited_on TEXT,
    accepted_on TEXT,
    appointed_on TEXT,
    term_start TEXT,
    term_end TEXT,
    ended_on TEXT,
    end_reason TEXT,
    match_needs REAL,
    match_strength REAL,
    match_will REAL,
    match_total REAL,
    required_days REAL,
    reserve_for TEXT,
    special_post INTEGER NOT NULL,
    mode TEXT,
    need_id INTEGER,
    certificate_id INTEGER,
    predecessor_id INTEGER REFERENCES engagement (id),
    renewals INTEGER NOT NULL,
    case_tag TEXT,
    extra TEXT NOT NULL,
    -- Edition and parameters the record was judged by (pack-language 12); "" until it is appointed.
    pack_edition TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT engagement_state CHECK (state IN
        ('identified', 'pooled', 'vetted', 'publicized', 'invited', 'accepted', 'serving', 'suspended', 'ended',
         'tracked', 'declined', 'rejected')),
    is_void INTEGER NOT NULL,
    void_reason TEXT,
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at TEXT NOT NULL,
    row_version INTEGER NOT NULL,
    CONSTRAINT engagement_place CHECK (region_id IS NOT NULL OR org_id IS NOT NULL),
    CONSTRAINT engagement_term CHECK (term_start IS NULL OR term_end IS NULL OR term_end >= term_start)
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

CREATE TABLE pack_edition (
    id INTEGER PRIMARY KEY,
    pack_id TEXT NOT NULL,
    edition TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    files TEXT NOT NULL,
    installed_at TEXT NOT NULL,
    installed_by INTEGER NOT NULL,
    UNIQUE (pack_id, edition)
) STRICT;

CREATE TABLE paper_number (
    series TEXT NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
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

CREATE TABLE procedure_step (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    step TEXT NOT NULL,
    seq INTEGER NOT NULL,
    body TEXT NOT NULL,
    done_on TEXT NOT NULL,
    actor_person_id INTEGER REFERENCES person (id),
    account_id INTEGER NOT NULL,
    actor_name TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    method TEXT,
    inputs TEXT NOT NULL,
    opinion TEXT,
    result TEXT NOT NULL CONSTRAINT procedure_step_result CHECK (result IN ('pass', 'fail', 'back')),
    rules TEXT NOT NULL,
    notice_id INTEGER REFERENCES document (id),
    is_void INTEGER NOT NULL,
    void_reason TEXT,
    recorded_at TEXT NOT NULL
) STRICT;

CREATE TABLE record_mark (
    id INTEGER PRIMARY KEY,
    scheme_id INTEGER NOT NULL REFERENCES scheme (id),
    rule TEXT NOT NULL,
    cause_id INTEGER NOT NULL,
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    mark TEXT NOT NULL,
    also_in TEXT,
    from_on TEXT NOT NULL,
    until_on TEXT
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

CREATE TABLE report_figure (
    issue_id INTEGER NOT NULL REFERENCES report_issue (id),
    figure TEXT NOT NULL,
    name TEXT NOT NULL,
    value REAL,
    unit TEXT NOT NULL,
    printed TEXT NOT NULL,
    phrase TEXT NOT NULL,
    definition TEXT NOT NULL,
    rows TEXT NOT NULL,
    PRIMARY KEY (issue_id, figure)
) STRICT;

CREATE TABLE report_issue (
    id INTEGER PRIMARY KEY,
    scheme_id INTEGER NOT NULL REFERENCES scheme (id),
    report TEXT NOT NULL,
    title TEXT NOT NULL,
    region_id INTEGER NOT NULL REFERENCES region (id),
    as_of TEXT NOT NULL,
    pack_edition TEXT NOT NULL,
    -- What a writer put in place of the pack's paragraphs, as Markdown; "" takes the pack's text.
    text TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT report_issue_state CHECK (state IN ('draft', 'issued', 'withdrawn')),
    number INTEGER,
    docx BLOB,
    sha256 TEXT,
    issued_at TEXT,
    issued_by INTEGER,
    issued_by_name TEXT,
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at TEXT NOT NULL,
    row_version INTEGER NOT NULL
) STRICT;

CREATE TABLE request (
    id INTEGER PRIMARY KEY,
    scheme_id INTEGER REFERENCES scheme (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    content TEXT NOT NULL,
    category TEXT,
    person_id INTEGER REFERENCES person (id),
    org_id INTEGER REFERENCES organization (id),
    region_id INTEGER NOT NULL REFERENCES region (id),
    engagement_id INTEGER REFERENCES engagement (id),
    document_id INTEGER,
    service_item_id INTEGER,
    project_id INTEGER,
    parent_id INTEGER REFERENCES request (id),
    assigned_org_id INTEGER REFERENCES organization (id),
    quantity INTEGER,
    amount INTEGER,
    approved INTEGER,
    delivered_quantity INTEGER,
    skills TEXT NOT NULL,
    days_wanted REAL,
    season TEXT,
    wanted_on TEXT,
    submitted_on TEXT,
    taken_on TEXT,
    due_on TEXT,
    handled_on TEXT,
    closed_on TEXT,
    result TEXT,
    resolved INTEGER,
    satisfaction INTEGER,
    confirmed_by_requester INTEGER,
    green_channel INTEGER NOT NULL,
    priority INTEGER NOT NULL,
    channel TEXT,
    asked INTEGER,
    votes_for INTEGER,
    votes_against INTEGER,
    abstained INTEGER,
    adopted INTEGER,
    -- An objection may be secret: who wrote it, and how to reach him, sealed.
    author_sealed BLOB,
    author_blind TEXT,
    -- What somebody without an account follows his objection by.
    receipt TEXT UNIQUE,
    extra TEXT NOT NULL,
    state TEXT NOT NULL CONSTRAINT request_state CHECK (state IN
        ('draft', 'submitted', 'returned', 'accepted', 'assigned', 'taken', 'handled', 'closed', 'withdrawn')),
    is_void INTEGER NOT NULL,
    void_reason TEXT,
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at TEXT NOT NULL,
    row_version INTEGER NOT NULL,
    CONSTRAINT request_tally CHECK (asked IS NULL OR
        coalesce(votes_for, 0) + coalesce(votes_against, 0) + coalesce(abstained, 0) <= asked)
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

CREATE TABLE scheme (
    id INTEGER PRIMARY KEY,
    pack_id TEXT NOT NULL,
    pack_edition TEXT NOT NULL,
    name TEXT NOT NULL,
    region_id INTEGER NOT NULL REFERENCES region (id),
    lead_org_id INTEGER REFERENCES organization (id),
    starts_on TEXT NOT NULL,
    ends_on TEXT,
    state TEXT NOT NULL CONSTRAINT scheme_state CHECK (state IN ('draft', 'active', 'closed')),
    created_at TEXT NOT NULL,
    created_by INTEGER NOT NULL,
    updated_at TEXT NOT NULL,
    row_version INTEGER NOT NULL,
    CONSTRAINT scheme_period CHECK (ends_on IS NULL OR ends_on > starts_on)
) STRICT;

CREATE TABLE scheme_edition (
    scheme_id INTEGER NOT NULL REFERENCES scheme (id),
    pack_edition TEXT NOT NULL,
    from_on TEXT NOT NULL,
    set_at TEXT NOT NULL,
    set_by INTEGER NOT NULL, reason TEXT NOT NULL DEFAULT '', set_by_name TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (scheme_id, from_on)
) STRICT;

CREATE TABLE scheme_param (
    id INTEGER PRIMARY KEY,
    scheme_id INTEGER NOT NULL REFERENCES scheme (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    from_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    set_at TEXT NOT NULL,
    set_by INTEGER NOT NULL,
    set_by_name TEXT NOT NULL
) STRICT;

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

CREATE TABLE state_change (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    on_day TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    account_id INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX account_officer_person ON account (person_key) WHERE account_class <> 'business';

CREATE INDEX account_grant_account ON account_grant (account_id);

CREATE INDEX account_grant_state ON account_grant (state);

CREATE INDEX activity_region ON activity (region_id, starts_at);

CREATE INDEX activity_scheme ON activity (scheme_id, kind, state);

CREATE INDEX activity_participant_activity ON activity_participant (activity_id);

CREATE INDEX activity_participant_engagement ON activity_participant (engagement_id, day);

CREATE INDEX activity_participant_person ON activity_participant (person_id, day);

CREATE INDEX attachment_record ON attachment (entity, entity_id);

CREATE INDEX attachment_sha256 ON attachment (sha256);

CREATE UNIQUE INDEX consequence_holding_now ON consequence_holding (scheme_id, rule, entity_id) WHERE ended_on IS NULL;

CREATE INDEX document_activity ON document (activity_id);

CREATE INDEX document_engagement ON document (engagement_id);

CREATE UNIQUE INDEX document_number ON document (doc_no) WHERE doc_no IS NOT NULL AND is_void = 0;

CREATE INDEX document_scheme ON document (scheme_id, kind, state);

CREATE INDEX engagement_org ON engagement (org_id);

CREATE INDEX engagement_person ON engagement (person_id);

CREATE INDEX engagement_region ON engagement (region_id);

CREATE INDEX engagement_scheme ON engagement (scheme_id, role, state);

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

CREATE INDEX procedure_step_notice ON procedure_step (notice_id) WHERE notice_id IS NOT NULL;

CREATE INDEX procedure_step_record ON procedure_step (entity_id, entity, id);

CREATE INDEX record_mark_cause ON record_mark (scheme_id, rule, cause_id);

CREATE INDEX record_mark_record ON record_mark (entity_id, entity, mark);

CREATE INDEX region_parent ON region (parent_id);

CREATE INDEX report_issue_scheme ON report_issue (scheme_id, report, as_of);

CREATE INDEX request_document ON request (document_id);

CREATE INDEX request_engagement ON request (engagement_id);

CREATE INDEX request_region ON request (region_id);

CREATE INDEX request_scheme ON request (scheme_id, kind, state);

CREATE UNIQUE INDEX scheme_running ON scheme (pack_id, region_id) WHERE state = 'active';

CREATE INDEX scheme_param_scheme ON scheme_param (scheme_id, name, from_on);

CREATE INDEX session_account ON session (account_id);

CREATE INDEX state_change_record ON state_change (entity_id, entity, on_day, id);

CREATE VIEW engagement_step AS
    SELECT id, entity_id AS engagement_id, step, seq, body, done_on, actor_person_id, account_id, actor_name, unit_name,
        method, inputs, opinion, result, rules, is_void, void_reason, recorded_at
    FROM procedure_step WHERE entity = 'engagement';

CREATE TRIGGER event_log_no_delete BEFORE DELETE ON event_log
BEGIN
    SELECT RAISE(ABORT, 'event_log is append-only');
END;

CREATE TRIGGER event_log_no_update BEFORE UPDATE ON event_log
BEGIN
    SELECT RAISE(ABORT, 'event_log is append-only');
END;

