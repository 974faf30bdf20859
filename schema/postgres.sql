CREATE TABLE account (
    id bigint NOT NULL,
    login text COLLATE "C" NOT NULL,
    display_name text COLLATE "C" NOT NULL,
    unit_name text COLLATE "C" NOT NULL,
    person_key text COLLATE "C" NOT NULL,
    account_class text COLLATE "C" NOT NULL,
    password_hash text COLLATE "C" NOT NULL,
    password_changed_at text COLLATE "C" NOT NULL,
    must_change_password bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    failed bigint NOT NULL,
    failed_since text COLLATE "C",
    locked_until text COLLATE "C",
    totp_secret_sealed bytea,
    totp_last_step bigint NOT NULL,
    language text COLLATE "C" NOT NULL,
    type_size text COLLATE "C" NOT NULL,
    shortcuts bigint NOT NULL,
    created_at text COLLATE "C" NOT NULL,
    created_by bigint NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    row_version bigint NOT NULL,
    totp_pending_sealed bytea,
    totp_pending_at text COLLATE "C",
    person_id bigint,
    CONSTRAINT account_account_class_check CHECK (account_class = ANY (ARRAY['business'::text, 'system_officer'::text, 'security_officer'::text, 'audit_officer'::text])),
    CONSTRAINT account_id_account_class_key UNIQUE (id, account_class),
    CONSTRAINT account_login_key UNIQUE (login),
    CONSTRAINT account_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
    CONSTRAINT account_pkey PRIMARY KEY (id),
    CONSTRAINT account_state_check CHECK (state = ANY (ARRAY['active'::text, 'locked'::text, 'disabled'::text]))
);

CREATE TABLE account_grant (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    account_class text COLLATE "C" NOT NULL,
    role text COLLATE "C" NOT NULL,
    region_code text COLLATE "C" NOT NULL,
    scheme_id bigint,
    state text COLLATE "C" NOT NULL,
    valid_to text COLLATE "C",
    proposed_by bigint NOT NULL,
    proposed_at text COLLATE "C" NOT NULL,
    decided_by bigint,
    decided_at text COLLATE "C",
    reason text COLLATE "C" NOT NULL,
    row_version bigint NOT NULL,
    CONSTRAINT account_grant_account_id_account_class_fkey FOREIGN KEY (account_id, account_class) REFERENCES account(id, account_class),
    CONSTRAINT account_grant_check CHECK (account_class = 'business'::text AND (role <> ALL (ARRAY['system_officer'::text, 'security_officer'::text, 'audit_officer'::text])) OR account_class = role),
    CONSTRAINT account_grant_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
    CONSTRAINT account_grant_pkey PRIMARY KEY (id),
    CONSTRAINT account_grant_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES account(id),
    CONSTRAINT account_grant_state_check CHECK (state = ANY (ARRAY['proposed'::text, 'active'::text, 'rejected'::text, 'revoked'::text]))
);

CREATE TABLE activity (
    id bigint NOT NULL,
    scheme_id bigint,
    kind text COLLATE "C" NOT NULL,
    title text COLLATE "C" NOT NULL,
    topic text COLLATE "C",
    programme text COLLATE "C",
    sector text COLLATE "C",
    class_group text COLLATE "C",
    org_id bigint,
    region_id bigint NOT NULL,
    place text COLLATE "C",
    mode text COLLATE "C",
    service_mode text COLLATE "C",
    starts_at text COLLATE "C" NOT NULL,
    ends_at text COLLATE "C",
    hours double precision,
    days double precision,
    duty text COLLATE "C",
    task_id bigint,
    project_id bigint,
    request_id bigint,
    batch_no bigint,
    series_no bigint,
    online_part bigint NOT NULL,
    offline_part bigint NOT NULL,
    summary text COLLATE "C",
    headcount bigint,
    evidence text COLLATE "C" NOT NULL,
    verified_by bigint,
    verified_by_name text COLLATE "C",
    verified_on text COLLATE "C",
    refused_because text COLLATE "C",
    case_tag text COLLATE "C",
    extra text COLLATE "C" NOT NULL,
    author_key text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    is_void bigint NOT NULL,
    void_reason text COLLATE "C",
    created_at text COLLATE "C" NOT NULL,
    created_by bigint NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    row_version bigint NOT NULL,
    CONSTRAINT activity_end CHECK (ends_at IS NULL OR ends_at >= starts_at),
    CONSTRAINT activity_evidence CHECK (evidence = ANY (ARRAY['none'::text, 'self'::text, 'village'::text, 'result'::text])),
    CONSTRAINT activity_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id),
    CONSTRAINT activity_pkey PRIMARY KEY (id),
    CONSTRAINT activity_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
    CONSTRAINT activity_request_id_fkey FOREIGN KEY (request_id) REFERENCES request(id),
    CONSTRAINT activity_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme(id),
    CONSTRAINT activity_state CHECK (state = ANY (ARRAY['planned'::text, 'held'::text, 'verified'::text, 'rejected'::text, 'cancelled'::text]))
);

CREATE TABLE activity_participant (
    id bigint NOT NULL,
    activity_id bigint NOT NULL,
    person_id bigint,
    engagement_id bigint,
    role text COLLATE "C" NOT NULL,
    group_code text COLLATE "C",
    headcount bigint NOT NULL,
    day text COLLATE "C" NOT NULL,
    days double precision,
    hours double precision,
    confirmed bigint NOT NULL,
    completed bigint,
    score double precision,
    extra text COLLATE "C" NOT NULL,
    CONSTRAINT activity_participant_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id),
    CONSTRAINT activity_participant_engagement_id_fkey FOREIGN KEY (engagement_id) REFERENCES engagement(id),
    CONSTRAINT activity_participant_heads CHECK (headcount >= 1 AND (person_id IS NULL OR headcount = 1)),
    CONSTRAINT activity_participant_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
    CONSTRAINT activity_participant_pkey PRIMARY KEY (id)
);

CREATE TABLE attachment (
    id bigint NOT NULL,
    entity text COLLATE "C" NOT NULL,
    entity_id bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    mime text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    stored_as text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    void_reason text COLLATE "C",
    created_at text COLLATE "C" NOT NULL,
    created_by bigint NOT NULL,
    row_version bigint NOT NULL,
    CONSTRAINT attachment_pkey PRIMARY KEY (id),
    CONSTRAINT attachment_state_check CHECK (state = ANY (ARRAY['active'::text, 'void'::text]))
);

CREATE TABLE consequence_holding (
    id bigint NOT NULL,
    scheme_id bigint NOT NULL,
    rule text COLLATE "C" NOT NULL,
    entity text COLLATE "C" NOT NULL,
    entity_id bigint NOT NULL,
    period text COLLATE "C" NOT NULL,
    since text COLLATE "C" NOT NULL,
    told_on text COLLATE "C",
    ended_on text COLLATE "C",
    CONSTRAINT consequence_holding_pkey PRIMARY KEY (id),
    CONSTRAINT consequence_holding_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme(id)
);

CREATE TABLE consequence_run (
    scheme_id bigint NOT NULL,
    rule text COLLATE "C" NOT NULL,
    ran_on text COLLATE "C" NOT NULL,
    period text COLLATE "C" NOT NULL,
    CONSTRAINT consequence_run_pkey PRIMARY KEY (scheme_id, rule),
    CONSTRAINT consequence_run_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme(id)
);

CREATE TABLE document (
    id bigint NOT NULL,
    scheme_id bigint,
    kind text COLLATE "C" NOT NULL,
    title text COLLATE "C" NOT NULL,
    doc_no text COLLATE "C",
    org_id bigint,
    region_id bigint NOT NULL,
    person_id bigint,
    engagement_id bigint,
    activity_id bigint,
    review_id bigint,
    project_id bigint,
    credential text COLLATE "C",
    said text COLLATE "C",
    verify_code text COLLATE "C",
    signature text COLLATE "C",
    sha256 text COLLATE "C",
    issued_on text COLLATE "C",
    valid_from text COLLATE "C",
    valid_to text COLLATE "C",
    revoked_on text COLLATE "C",
    revoke_reason text COLLATE "C",
    public_from text COLLATE "C",
    public_to text COLLATE "C",
    published_on text COLLATE "C",
    channels text COLLATE "C" NOT NULL,
    tags text COLLATE "C" NOT NULL,
    sections text COLLATE "C" NOT NULL,
    contributors bigint,
    case_tag text COLLATE "C",
    extra text COLLATE "C" NOT NULL,
    author_key text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    is_void bigint NOT NULL,
    void_reason text COLLATE "C",
    created_at text COLLATE "C" NOT NULL,
    created_by bigint NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    row_version bigint NOT NULL,
    CONSTRAINT document_activity_id_fkey FOREIGN KEY (activity_id) REFERENCES activity(id),
    CONSTRAINT document_engagement_id_fkey FOREIGN KEY (engagement_id) REFERENCES engagement(id),
    CONSTRAINT document_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id),
    CONSTRAINT document_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
    CONSTRAINT document_pkey PRIMARY KEY (id),
    CONSTRAINT document_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
    CONSTRAINT document_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme(id),
    CONSTRAINT document_state CHECK (state = ANY (ARRAY['draft'::text, 'in_review'::text, 'approved'::text, 'publicized'::text, 'published'::text, 'archived'::text])),
    CONSTRAINT document_verify_code_key UNIQUE (verify_code)
);

CREATE TABLE document_file (
    document_id bigint NOT NULL,
    mime text COLLATE "C" NOT NULL,
    bytes bytea NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    CONSTRAINT document_file_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id),
    CONSTRAINT document_file_pkey PRIMARY KEY (document_id)
);

CREATE TABLE document_publication (
    id bigint NOT NULL,
    document_id bigint NOT NULL,
    channel text COLLATE "C" NOT NULL,
    on_day text COLLATE "C" NOT NULL,
    link text COLLATE "C",
    note text COLLATE "C",
    recorded_at text COLLATE "C" NOT NULL,
    recorded_by bigint NOT NULL,
    CONSTRAINT document_publication_document_id_channel_key UNIQUE (document_id, channel),
    CONSTRAINT document_publication_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id),
    CONSTRAINT document_publication_pkey PRIMARY KEY (id)
);

CREATE TABLE document_publicity (
    document_id bigint NOT NULL,
    entity text COLLATE "C" NOT NULL,
    entity_id bigint NOT NULL,
    step text COLLATE "C" NOT NULL,
    rule text COLLATE "C" NOT NULL,
    basis text COLLATE "C" NOT NULL,
    objections_to text COLLATE "C" NOT NULL,
    objections_to_names text COLLATE "C" NOT NULL,
    named bigint NOT NULL,
    secret bigint NOT NULL,
    reply_days bigint,
    reply_workdays bigint,
    CONSTRAINT document_publicity_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id),
    CONSTRAINT document_publicity_pkey PRIMARY KEY (document_id)
);

CREATE TABLE document_version (
    id bigint NOT NULL,
    document_id bigint NOT NULL,
    no bigint NOT NULL,
    made_on text COLLATE "C" NOT NULL,
    sections text COLLATE "C" NOT NULL,
    contributors text COLLATE "C" NOT NULL,
    note text COLLATE "C",
    made_by bigint NOT NULL,
    made_by_name text COLLATE "C" NOT NULL,
    CONSTRAINT document_version_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id),
    CONSTRAINT document_version_document_id_no_key UNIQUE (document_id, no),
    CONSTRAINT document_version_pkey PRIMARY KEY (id)
);

CREATE TABLE engagement (
    id bigint NOT NULL,
    scheme_id bigint NOT NULL,
    role text COLLATE "C" NOT NULL,
    person_id bigint NOT NULL,
    region_id bigint,
    org_id bigint,
    hiring_org_id bigint,
    using_org_id bigint,
    source_channel text COLLATE "C",
    source_group text COLLATE "C",
    entered_pool_on text COLLATE "C",
    vetted_on text COLLATE "C",
    invited_on text COLLATE "C",
    accepted_on text COLLATE "C",
    appointed_on text COLLATE "C",
    term_start text COLLATE "C",
    term_end text COLLATE "C",
    ended_on text COLLATE "C",
    end_reason text COLLATE "C",
    match_needs double precision,
    match_strength double precision,
    match_will double precision,
    match_total double precision,
    required_days double precision,
    reserve_for text COLLATE "C",
    special_post bigint NOT NULL,
    mode text COLLATE "C",
    need_id bigint,
    certificate_id bigint,
    predecessor_id bigint,
    renewals bigint NOT NULL,
    case_tag text COLLATE "C",
    extra text COLLATE "C" NOT NULL,
    pack_edition text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    is_void bigint NOT NULL,
    void_reason text COLLATE "C",
    created_at text COLLATE "C" NOT NULL,
    created_by bigint NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    row_version bigint NOT NULL,
    CONSTRAINT engagement_hiring_org_id_fkey FOREIGN KEY (hiring_org_id) REFERENCES organization(id),
    CONSTRAINT engagement_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id),
    CONSTRAINT engagement_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
    CONSTRAINT engagement_pkey PRIMARY KEY (id),
    CONSTRAINT engagement_place CHECK (region_id IS NOT NULL OR org_id IS NOT NULL),
    CONSTRAINT engagement_predecessor_id_fkey FOREIGN KEY (predecessor_id) REFERENCES engagement(id),
    CONSTRAINT engagement_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
    CONSTRAINT engagement_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme(id),
    CONSTRAINT engagement_state CHECK (state = ANY (ARRAY['identified'::text, 'pooled'::text, 'vetted'::text, 'publicized'::text, 'invited'::text, 'accepted'::text, 'serving'::text, 'suspended'::text, 'ended'::text, 'tracked'::text, 'declined'::text, 'rejected'::text])),
    CONSTRAINT engagement_term CHECK (term_start IS NULL OR term_end IS NULL OR term_end >= term_start),
    CONSTRAINT engagement_using_org_id_fkey FOREIGN KEY (using_org_id) REFERENCES organization(id)
);

CREATE TABLE event_log (
    id bigint NOT NULL,
    at text COLLATE "C" NOT NULL,
    account_id bigint NOT NULL,
    account_name text COLLATE "C" NOT NULL,
    role text COLLATE "C" NOT NULL,
    unit_name text COLLATE "C" NOT NULL,
    remote text COLLATE "C" NOT NULL,
    request_id text COLLATE "C" NOT NULL,
    what text COLLATE "C" NOT NULL,
    entity text COLLATE "C" NOT NULL,
    entity_id bigint NOT NULL,
    label text COLLATE "C" NOT NULL,
    changes text COLLATE "C" NOT NULL,
    reason text COLLATE "C" NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    previous_hash text COLLATE "C" NOT NULL,
    hash text COLLATE "C" NOT NULL,
    CONSTRAINT event_log_id_check CHECK (id > 0),
    CONSTRAINT event_log_pkey PRIMARY KEY (id),
    CONSTRAINT event_log_what_check CHECK (what <> ''::text)
);

CREATE TABLE export_request (
    id bigint NOT NULL,
    list text COLLATE "C" NOT NULL,
    query_sealed bytea,
    query_blind text COLLATE "C",
    columns text COLLATE "C" NOT NULL,
    format text COLLATE "C" NOT NULL,
    unmasked bigint NOT NULL,
    reason text COLLATE "C" NOT NULL,
    rows_counted bigint NOT NULL,
    region_code text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    requested_by bigint NOT NULL,
    requested_by_name text COLLATE "C" NOT NULL,
    requested_unit text COLLATE "C" NOT NULL,
    requested_person text COLLATE "C" NOT NULL,
    requested_grant bigint NOT NULL,
    requested_at text COLLATE "C" NOT NULL,
    decided_by bigint,
    decided_by_name text COLLATE "C",
    decided_person text COLLATE "C",
    decided_at text COLLATE "C",
    decision_reason text COLLATE "C",
    fetched_at text COLLATE "C",
    row_version bigint NOT NULL,
    CONSTRAINT export_request_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
    CONSTRAINT export_request_format_check CHECK (format = ANY (ARRAY['xlsx'::text, 'csv'::text])),
    CONSTRAINT export_request_pkey PRIMARY KEY (id),
    CONSTRAINT export_request_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES account(id),
    CONSTRAINT export_request_state CHECK (state = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text, 'fetched'::text, 'withdrawn'::text])),
    CONSTRAINT export_request_two_persons CHECK (decided_by IS NULL OR decided_by <> requested_by AND decided_person <> requested_person)
);

CREATE TABLE form_mapping (
    id bigint NOT NULL,
    entity text COLLATE "C" NOT NULL,
    fingerprint text COLLATE "C" NOT NULL,
    region_id bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    mapping text COLLATE "C" NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    updated_by bigint NOT NULL,
    CONSTRAINT form_mapping_entity_fingerprint_region_id_key UNIQUE (entity, fingerprint, region_id),
    CONSTRAINT form_mapping_pkey PRIMARY KEY (id),
    CONSTRAINT form_mapping_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id)
);

CREATE TABLE former_password (
    account_id bigint NOT NULL,
    changed_at text COLLATE "C" NOT NULL,
    password_hash text COLLATE "C" NOT NULL,
    CONSTRAINT former_password_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    CONSTRAINT former_password_pkey PRIMARY KEY (account_id, changed_at)
);

CREATE TABLE import_batch (
    id bigint NOT NULL,
    entity text COLLATE "C" NOT NULL,
    file_name text COLLATE "C" NOT NULL,
    size bigint NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    region_id bigint NOT NULL,
    reach_code text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    reject_kind text COLLATE "C",
    reject_key text COLLATE "C",
    reject_args text COLLATE "C" NOT NULL,
    sheets_sealed bytea,
    kinds text COLLATE "C" NOT NULL,
    mapping text COLLATE "C" NOT NULL,
    reader text COLLATE "C" NOT NULL,
    rows_ok bigint NOT NULL,
    rows_proposed bigint NOT NULL,
    rows_open bigint NOT NULL,
    rows_ignored bigint NOT NULL,
    rows_written bigint NOT NULL,
    rows_updated bigint NOT NULL,
    created_at text COLLATE "C" NOT NULL,
    created_by bigint NOT NULL,
    created_by_name text COLLATE "C" NOT NULL,
    committed_at text COLLATE "C",
    committed_by bigint,
    undone_at text COLLATE "C",
    undone_by bigint,
    row_version bigint NOT NULL,
    rows_held bigint NOT NULL DEFAULT 0,
    staged_at text COLLATE "C",
    committer text COLLATE "C",
    undone_by_name text COLLATE "C",
    undo_reason text COLLATE "C",
    CONSTRAINT import_batch_pkey PRIMARY KEY (id),
    CONSTRAINT import_batch_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
    CONSTRAINT import_batch_state CHECK (state = ANY (ARRAY['reading'::text, 'ready'::text, 'committing'::text, 'committed'::text, 'undone'::text, 'rejected'::text, 'cancelled'::text]))
);

CREATE TABLE import_change (
    batch_id bigint NOT NULL,
    person_id bigint NOT NULL,
    before_sealed bytea NOT NULL,
    version_after bigint NOT NULL,
    CONSTRAINT import_change_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES import_batch(id),
    CONSTRAINT import_change_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
    CONSTRAINT import_change_pkey PRIMARY KEY (batch_id, person_id)
);

CREATE TABLE import_decision (
    batch_id bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    line bigint NOT NULL,
    report bigint NOT NULL,
    decision text COLLATE "C" NOT NULL,
    value_sealed bytea,
    decided_by bigint NOT NULL,
    decided_at text COLLATE "C" NOT NULL,
    CONSTRAINT import_decision_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES import_batch(id),
    CONSTRAINT import_decision_pkey PRIMARY KEY (batch_id, kind, line, report),
    CONSTRAINT import_decision_word CHECK (decision = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text, 'edited'::text]))
);

CREATE TABLE notice (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    rule text COLLATE "C" NOT NULL,
    entity text COLLATE "C" NOT NULL,
    entity_id bigint NOT NULL,
    due_on text COLLATE "C",
    day text COLLATE "C" NOT NULL,
    text_key text COLLATE "C" NOT NULL,
    text_args text COLLATE "C" NOT NULL,
    url text COLLATE "C" NOT NULL,
    created_at text COLLATE "C" NOT NULL,
    read_at text COLLATE "C",
    CONSTRAINT notice_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    CONSTRAINT notice_account_id_rule_entity_entity_id_day_key UNIQUE (account_id, rule, entity, entity_id, day),
    CONSTRAINT notice_pkey PRIMARY KEY (id)
);

CREATE TABLE once_key (
    account_id bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    digest text COLLATE "C" NOT NULL,
    at text COLLATE "C" NOT NULL,
    status bigint,
    content_type text COLLATE "C",
    etag text COLLATE "C",
    body_sealed bytea,
    CONSTRAINT once_key_pkey PRIMARY KEY (account_id, key)
);

CREATE TABLE organization (
    id bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    uscc text COLLATE "C",
    parent_id bigint,
    host_org_id bigint,
    region_id bigint NOT NULL,
    serves_region_id bigint,
    sector text COLLATE "C",
    industry text COLLATE "C",
    sector_bureau bigint NOT NULL,
    level text COLLATE "C",
    accredited_on text COLLATE "C",
    hospital_level text COLLATE "C",
    founded_on text COLLATE "C",
    ended_on text COLLATE "C",
    flexible bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    created_at text COLLATE "C" NOT NULL,
    created_by bigint NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    row_version bigint NOT NULL,
    contact_person_id bigint,
    leader_person_id bigint,
    founder_person_id bigint,
    CONSTRAINT organization_contact_person_id_fkey FOREIGN KEY (contact_person_id) REFERENCES person(id),
    CONSTRAINT organization_founder_person_id_fkey FOREIGN KEY (founder_person_id) REFERENCES person(id),
    CONSTRAINT organization_host_org_id_fkey FOREIGN KEY (host_org_id) REFERENCES organization(id),
    CONSTRAINT organization_leader_person_id_fkey FOREIGN KEY (leader_person_id) REFERENCES person(id),
    CONSTRAINT organization_name_kind_region_id_key UNIQUE (name, kind, region_id),
    CONSTRAINT organization_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES organization(id),
    CONSTRAINT organization_pkey PRIMARY KEY (id),
    CONSTRAINT organization_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
    CONSTRAINT organization_serves_region_id_fkey FOREIGN KEY (serves_region_id) REFERENCES region(id),
    CONSTRAINT organization_state_check CHECK (state = ANY (ARRAY['proposed'::text, 'active'::text, 'suspended'::text, 'dissolved'::text])),
    CONSTRAINT organization_uscc_key UNIQUE (uscc)
);

CREATE TABLE pack_edition (
    id bigint NOT NULL,
    pack_id text COLLATE "C" NOT NULL,
    edition text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    files text COLLATE "C" NOT NULL,
    installed_at text COLLATE "C" NOT NULL,
    installed_by bigint NOT NULL,
    CONSTRAINT pack_edition_pack_id_edition_key UNIQUE (pack_id, edition),
    CONSTRAINT pack_edition_pkey PRIMARY KEY (id)
);

CREATE TABLE paper_number (
    series text COLLATE "C" NOT NULL,
    last bigint NOT NULL,
    CONSTRAINT paper_number_pkey PRIMARY KEY (series)
);

CREATE TABLE person (
    id bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    id_number_sealed bytea,
    id_number_blind text COLLATE "C",
    sex text COLLATE "C",
    birth_date text COLLATE "C",
    nation text COLLATE "C",
    political_status text COLLATE "C",
    education text COLLATE "C",
    degree text COLLATE "C",
    professional_title text COLLATE "C",
    skill_level text COLLATE "C",
    phone_sealed bytea,
    phone_blind text COLLATE "C",
    contact_sealed bytea,
    contact_blind text COLLATE "C",
    residence_note_sealed bytea,
    residence_note_blind text COLLATE "C",
    bank_card_sealed bytea,
    bank_card_blind text COLLATE "C",
    region_id bigint NOT NULL,
    native_region_id bigint,
    registered_region_id bigint,
    residence_region_id bigint,
    employer_org_id bigint,
    employer_name text COLLATE "C",
    post_title text COLLATE "C",
    is_outside bigint NOT NULL,
    poverty_alleviated bigint NOT NULL,
    high_level_grade text COLLATE "C",
    skills text COLLATE "C" NOT NULL,
    availability text COLLATE "C",
    strengths text COLLATE "C",
    biography text COLLATE "C",
    consent_on text COLLATE "C",
    consent_scope text COLLATE "C" NOT NULL,
    confirmed_on text COLLATE "C",
    source text COLLATE "C",
    state text COLLATE "C" NOT NULL,
    merged_into_id bigint,
    import_batch_id bigint,
    created_at text COLLATE "C" NOT NULL,
    created_by bigint NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    row_version bigint NOT NULL,
    void_reason text COLLATE "C",
    voided_from text COLLATE "C",
    import_sheet text COLLATE "C",
    import_row bigint,
    CONSTRAINT person_employer_org_id_fkey FOREIGN KEY (employer_org_id) REFERENCES organization(id),
    CONSTRAINT person_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES person(id),
    CONSTRAINT person_native_region_id_fkey FOREIGN KEY (native_region_id) REFERENCES region(id),
    CONSTRAINT person_pkey PRIMARY KEY (id),
    CONSTRAINT person_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
    CONSTRAINT person_registered_region_id_fkey FOREIGN KEY (registered_region_id) REFERENCES region(id),
    CONSTRAINT person_residence_region_id_fkey FOREIGN KEY (residence_region_id) REFERENCES region(id),
    CONSTRAINT person_state CHECK (state = ANY (ARRAY['active'::text, 'archived'::text, 'merged'::text, 'anonymised'::text, 'void'::text]))
);

CREATE TABLE person_batch (
    id bigint NOT NULL,
    act text COLLATE "C" NOT NULL,
    value text COLLATE "C",
    reason text COLLATE "C" NOT NULL,
    asked bigint NOT NULL,
    done bigint NOT NULL,
    account_id bigint NOT NULL,
    at text COLLATE "C" NOT NULL,
    undone_at text COLLATE "C",
    undone bigint,
    CONSTRAINT person_batch_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    CONSTRAINT person_batch_act CHECK (act = ANY (ARRAY['confirm'::text, 'archive'::text, 'set_availability'::text, 'add_skill'::text, 'add_category'::text])),
    CONSTRAINT person_batch_pkey PRIMARY KEY (id)
);

CREATE TABLE person_batch_item (
    batch_id bigint NOT NULL,
    person_id bigint NOT NULL,
    before text COLLATE "C",
    version_after bigint NOT NULL,
    CONSTRAINT person_batch_item_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES person_batch(id),
    CONSTRAINT person_batch_item_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
    CONSTRAINT person_batch_item_pkey PRIMARY KEY (batch_id, person_id)
);

CREATE TABLE person_category (
    id bigint NOT NULL,
    person_id bigint NOT NULL,
    category text COLLATE "C" NOT NULL,
    since text COLLATE "C",
    until text COLLATE "C",
    basis text COLLATE "C" NOT NULL,
    source text COLLATE "C" NOT NULL,
    key_target bigint NOT NULL,
    confirmed bigint NOT NULL,
    CONSTRAINT person_category_check CHECK (since IS NULL OR until IS NULL OR since <= until),
    CONSTRAINT person_category_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
    CONSTRAINT person_category_pkey PRIMARY KEY (id)
);

CREATE TABLE person_distinct (
    one_id bigint NOT NULL,
    other_id bigint NOT NULL,
    at text COLLATE "C" NOT NULL,
    account_id bigint NOT NULL,
    CONSTRAINT person_distinct_one_id_fkey FOREIGN KEY (one_id) REFERENCES person(id),
    CONSTRAINT person_distinct_other_id_fkey FOREIGN KEY (other_id) REFERENCES person(id),
    CONSTRAINT person_distinct_pkey PRIMARY KEY (one_id, other_id)
);

CREATE TABLE person_merger (
    id bigint NOT NULL,
    kept_id bigint NOT NULL,
    merged_id bigint NOT NULL,
    before_sealed bytea NOT NULL,
    kept_version bigint NOT NULL,
    merged_at text COLLATE "C" NOT NULL,
    merged_by bigint NOT NULL,
    undone_at text COLLATE "C",
    undone_by bigint,
    CONSTRAINT person_merger_kept_id_fkey FOREIGN KEY (kept_id) REFERENCES person(id),
    CONSTRAINT person_merger_merged_id_fkey FOREIGN KEY (merged_id) REFERENCES person(id),
    CONSTRAINT person_merger_pkey PRIMARY KEY (id)
);

CREATE TABLE procedure_step (
    id bigint NOT NULL,
    entity text COLLATE "C" NOT NULL,
    entity_id bigint NOT NULL,
    step text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    body text COLLATE "C" NOT NULL,
    done_on text COLLATE "C" NOT NULL,
    actor_person_id bigint,
    account_id bigint NOT NULL,
    actor_name text COLLATE "C" NOT NULL,
    unit_name text COLLATE "C" NOT NULL,
    method text COLLATE "C",
    inputs text COLLATE "C" NOT NULL,
    opinion text COLLATE "C",
    result text COLLATE "C" NOT NULL,
    rules text COLLATE "C" NOT NULL,
    notice_id bigint,
    is_void bigint NOT NULL,
    void_reason text COLLATE "C",
    recorded_at text COLLATE "C" NOT NULL,
    CONSTRAINT procedure_step_actor_person_id_fkey FOREIGN KEY (actor_person_id) REFERENCES person(id),
    CONSTRAINT procedure_step_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES document(id),
    CONSTRAINT procedure_step_pkey PRIMARY KEY (id),
    CONSTRAINT procedure_step_result CHECK (result = ANY (ARRAY['pass'::text, 'fail'::text, 'back'::text]))
);

CREATE TABLE record_mark (
    id bigint NOT NULL,
    scheme_id bigint NOT NULL,
    rule text COLLATE "C" NOT NULL,
    cause_id bigint NOT NULL,
    entity text COLLATE "C" NOT NULL,
    entity_id bigint NOT NULL,
    mark text COLLATE "C" NOT NULL,
    also_in text COLLATE "C",
    from_on text COLLATE "C" NOT NULL,
    until_on text COLLATE "C",
    CONSTRAINT record_mark_pkey PRIMARY KEY (id),
    CONSTRAINT record_mark_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme(id)
);

CREATE TABLE region (
    id bigint NOT NULL,
    code text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    short_name text COLLATE "C" NOT NULL,
    aliases text COLLATE "C" NOT NULL,
    level bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    parent_id bigint,
    urban_rural_code text COLLATE "C",
    agri_related bigint NOT NULL,
    poverty_alleviated bigint NOT NULL,
    profile text COLLATE "C" NOT NULL,
    specialty text COLLATE "C" NOT NULL,
    brand text COLLATE "C" NOT NULL,
    valid_from text COLLATE "C",
    valid_to text COLLATE "C",
    created_at text COLLATE "C" NOT NULL,
    created_by bigint NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    row_version bigint NOT NULL,
    CONSTRAINT region_code_key UNIQUE (code),
    CONSTRAINT region_level_check CHECK (level >= 1 AND level <= 5),
    CONSTRAINT region_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES region(id),
    CONSTRAINT region_pkey PRIMARY KEY (id)
);

CREATE TABLE report_figure (
    issue_id bigint NOT NULL,
    figure text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    value double precision,
    unit text COLLATE "C" NOT NULL,
    printed text COLLATE "C" NOT NULL,
    phrase text COLLATE "C" NOT NULL,
    definition text COLLATE "C" NOT NULL,
    rows text COLLATE "C" NOT NULL,
    CONSTRAINT report_figure_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES report_issue(id),
    CONSTRAINT report_figure_pkey PRIMARY KEY (issue_id, figure)
);

CREATE TABLE report_issue (
    id bigint NOT NULL,
    scheme_id bigint NOT NULL,
    report text COLLATE "C" NOT NULL,
    title text COLLATE "C" NOT NULL,
    region_id bigint NOT NULL,
    as_of text COLLATE "C" NOT NULL,
    pack_edition text COLLATE "C" NOT NULL,
    text text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    number bigint,
    docx bytea,
    sha256 text COLLATE "C",
    issued_at text COLLATE "C",
    issued_by bigint,
    issued_by_name text COLLATE "C",
    created_at text COLLATE "C" NOT NULL,
    created_by bigint NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    row_version bigint NOT NULL,
    CONSTRAINT report_issue_pkey PRIMARY KEY (id),
    CONSTRAINT report_issue_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
    CONSTRAINT report_issue_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme(id),
    CONSTRAINT report_issue_state CHECK (state = ANY (ARRAY['draft'::text, 'issued'::text, 'withdrawn'::text]))
);

CREATE TABLE request (
    id bigint NOT NULL,
    scheme_id bigint,
    kind text COLLATE "C" NOT NULL,
    title text COLLATE "C" NOT NULL,
    content text COLLATE "C" NOT NULL,
    category text COLLATE "C",
    person_id bigint,
    org_id bigint,
    region_id bigint NOT NULL,
    engagement_id bigint,
    document_id bigint,
    service_item_id bigint,
    project_id bigint,
    parent_id bigint,
    assigned_org_id bigint,
    quantity bigint,
    amount bigint,
    approved bigint,
    delivered_quantity bigint,
    skills text COLLATE "C" NOT NULL,
    days_wanted double precision,
    season text COLLATE "C",
    wanted_on text COLLATE "C",
    submitted_on text COLLATE "C",
    taken_on text COLLATE "C",
    due_on text COLLATE "C",
    handled_on text COLLATE "C",
    closed_on text COLLATE "C",
    result text COLLATE "C",
    resolved bigint,
    satisfaction bigint,
    confirmed_by_requester bigint,
    green_channel bigint NOT NULL,
    priority bigint NOT NULL,
    channel text COLLATE "C",
    asked bigint,
    votes_for bigint,
    votes_against bigint,
    abstained bigint,
    adopted bigint,
    author_sealed bytea,
    author_blind text COLLATE "C",
    receipt text COLLATE "C",
    extra text COLLATE "C" NOT NULL,
    state text COLLATE "C" NOT NULL,
    is_void bigint NOT NULL,
    void_reason text COLLATE "C",
    created_at text COLLATE "C" NOT NULL,
    created_by bigint NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    row_version bigint NOT NULL,
    CONSTRAINT request_assigned_org_id_fkey FOREIGN KEY (assigned_org_id) REFERENCES organization(id),
    CONSTRAINT request_engagement_id_fkey FOREIGN KEY (engagement_id) REFERENCES engagement(id),
    CONSTRAINT request_org_id_fkey FOREIGN KEY (org_id) REFERENCES organization(id),
    CONSTRAINT request_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES request(id),
    CONSTRAINT request_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
    CONSTRAINT request_pkey PRIMARY KEY (id),
    CONSTRAINT request_receipt_key UNIQUE (receipt),
    CONSTRAINT request_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
    CONSTRAINT request_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme(id),
    CONSTRAINT request_state CHECK (state = ANY (ARRAY['draft'::text, 'submitted'::text, 'returned'::text, 'accepted'::text, 'assigned'::text, 'taken'::text, 'handled'::text, 'closed'::text, 'withdrawn'::text])),
    CONSTRAINT request_tally CHECK (asked IS NULL OR (COALESCE(votes_for, 0::bigint) + COALESCE(votes_against, 0::bigint) + COALESCE(abstained, 0::bigint)) <= asked)
);

CREATE TABLE saved_filter (
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    list text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    query text COLLATE "C" NOT NULL,
    created_at text COLLATE "C" NOT NULL,
    CONSTRAINT saved_filter_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    CONSTRAINT saved_filter_account_id_list_name_key UNIQUE (account_id, list, name),
    CONSTRAINT saved_filter_pkey PRIMARY KEY (id)
);

CREATE TABLE schema_migration (
    name text COLLATE "C" NOT NULL,
    sha256 text COLLATE "C" NOT NULL,
    applied_at text COLLATE "C" NOT NULL,
    CONSTRAINT schema_migration_pkey PRIMARY KEY (name)
);

CREATE TABLE scheme (
    id bigint NOT NULL,
    pack_id text COLLATE "C" NOT NULL,
    pack_edition text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    region_id bigint NOT NULL,
    lead_org_id bigint,
    starts_on text COLLATE "C" NOT NULL,
    ends_on text COLLATE "C",
    state text COLLATE "C" NOT NULL,
    created_at text COLLATE "C" NOT NULL,
    created_by bigint NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    row_version bigint NOT NULL,
    CONSTRAINT scheme_lead_org_id_fkey FOREIGN KEY (lead_org_id) REFERENCES organization(id),
    CONSTRAINT scheme_period CHECK (ends_on IS NULL OR ends_on > starts_on),
    CONSTRAINT scheme_pkey PRIMARY KEY (id),
    CONSTRAINT scheme_region_id_fkey FOREIGN KEY (region_id) REFERENCES region(id),
    CONSTRAINT scheme_state CHECK (state = ANY (ARRAY['draft'::text, 'active'::text, 'closed'::text]))
);

CREATE TABLE scheme_edition (
    scheme_id bigint NOT NULL,
    pack_edition text COLLATE "C" NOT NULL,
    from_on text COLLATE "C" NOT NULL,
    set_at text COLLATE "C" NOT NULL,
    set_by bigint NOT NULL,
    reason text COLLATE "C" NOT NULL DEFAULT ''::text,
    set_by_name text COLLATE "C" NOT NULL DEFAULT ''::text,
    CONSTRAINT scheme_edition_pkey PRIMARY KEY (scheme_id, from_on),
    CONSTRAINT scheme_edition_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme(id)
);

CREATE TABLE scheme_param (
    id bigint NOT NULL,
    scheme_id bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    from_on text COLLATE "C" NOT NULL,
    reason text COLLATE "C" NOT NULL,
    set_at text COLLATE "C" NOT NULL,
    set_by bigint NOT NULL,
    set_by_name text COLLATE "C" NOT NULL,
    CONSTRAINT scheme_param_pkey PRIMARY KEY (id),
    CONSTRAINT scheme_param_scheme_id_fkey FOREIGN KEY (scheme_id) REFERENCES scheme(id)
);

CREATE TABLE session (
    id bigint NOT NULL,
    token_hash text COLLATE "C" NOT NULL,
    csrf_token text COLLATE "C" NOT NULL,
    account_id bigint NOT NULL,
    grant_id bigint,
    remote text COLLATE "C" NOT NULL,
    browser text COLLATE "C" NOT NULL,
    created_at text COLLATE "C" NOT NULL,
    seen_at text COLLATE "C" NOT NULL,
    CONSTRAINT session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
    CONSTRAINT session_grant_id_fkey FOREIGN KEY (grant_id) REFERENCES account_grant(id),
    CONSTRAINT session_pkey PRIMARY KEY (id),
    CONSTRAINT session_token_hash_key UNIQUE (token_hash)
);

CREATE TABLE setting (
    name text COLLATE "C" NOT NULL,
    text text COLLATE "C" NOT NULL,
    CONSTRAINT setting_pkey PRIMARY KEY (name)
);

CREATE TABLE state_change (
    id bigint NOT NULL,
    entity text COLLATE "C" NOT NULL,
    entity_id bigint NOT NULL,
    state text COLLATE "C" NOT NULL,
    on_day text COLLATE "C" NOT NULL,
    recorded_at text COLLATE "C" NOT NULL,
    account_id bigint NOT NULL,
    CONSTRAINT state_change_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX account_officer_person ON account USING btree (person_key) WHERE account_class <> 'business'::text;

CREATE INDEX account_grant_account ON account_grant USING btree (account_id);

CREATE INDEX account_grant_state ON account_grant USING btree (state);

CREATE INDEX activity_region ON activity USING btree (region_id, starts_at);

CREATE INDEX activity_scheme ON activity USING btree (scheme_id, kind, state);

CREATE INDEX activity_participant_activity ON activity_participant USING btree (activity_id);

CREATE INDEX activity_participant_engagement ON activity_participant USING btree (engagement_id, day);

CREATE INDEX activity_participant_person ON activity_participant USING btree (person_id, day);

CREATE INDEX attachment_record ON attachment USING btree (entity, entity_id);

CREATE INDEX attachment_sha256 ON attachment USING btree (sha256);

CREATE UNIQUE INDEX consequence_holding_now ON consequence_holding USING btree (scheme_id, rule, entity_id) WHERE ended_on IS NULL;

CREATE INDEX document_activity ON document USING btree (activity_id);

CREATE INDEX document_engagement ON document USING btree (engagement_id);

CREATE UNIQUE INDEX document_number ON document USING btree (doc_no) WHERE doc_no IS NOT NULL AND is_void = 0;

CREATE INDEX document_scheme ON document USING btree (scheme_id, kind, state);

CREATE INDEX engagement_org ON engagement USING btree (org_id);

CREATE INDEX engagement_person ON engagement USING btree (person_id);

CREATE INDEX engagement_region ON engagement USING btree (region_id);

CREATE INDEX engagement_scheme ON engagement USING btree (scheme_id, role, state);

CREATE INDEX event_log_by_account ON event_log USING btree (account_id, id);

CREATE INDEX event_log_by_at ON event_log USING btree (at);

CREATE INDEX event_log_by_entity ON event_log USING btree (entity, entity_id, id);

CREATE INDEX export_request_account ON export_request USING btree (requested_by);

CREATE INDEX export_request_region ON export_request USING btree (region_code);

CREATE INDEX import_batch_reach ON import_batch USING btree (reach_code);

CREATE INDEX import_batch_work ON import_batch USING btree (state) WHERE state = ANY (ARRAY['reading'::text, 'committing'::text]);

CREATE INDEX once_key_at ON once_key USING btree (at);

CREATE INDEX organization_parent ON organization USING btree (parent_id);

CREATE INDEX organization_region ON organization USING btree (region_id);

CREATE INDEX person_employer ON person USING btree (employer_org_id);

CREATE UNIQUE INDEX person_id_number ON person USING btree (id_number_blind) WHERE state = ANY (ARRAY['active'::text, 'archived'::text]);

CREATE INDEX person_import ON person USING btree (import_batch_id);

CREATE INDEX person_name ON person USING btree (name);

CREATE INDEX person_phone ON person USING btree (phone_blind);

CREATE INDEX person_region ON person USING btree (region_id);

CREATE INDEX person_batch_account ON person_batch USING btree (account_id, id);

CREATE UNIQUE INDEX person_category_once ON person_category USING btree (person_id, category, COALESCE(since, ''::text));

CREATE INDEX person_category_person ON person_category USING btree (person_id, since, category);

CREATE INDEX person_merger_kept ON person_merger USING btree (kept_id);

CREATE INDEX procedure_step_notice ON procedure_step USING btree (notice_id) WHERE notice_id IS NOT NULL;

CREATE INDEX procedure_step_record ON procedure_step USING btree (entity_id, entity, id);

CREATE INDEX record_mark_cause ON record_mark USING btree (scheme_id, rule, cause_id);

CREATE INDEX record_mark_record ON record_mark USING btree (entity_id, entity, mark);

CREATE INDEX region_parent ON region USING btree (parent_id);

CREATE INDEX report_issue_scheme ON report_issue USING btree (scheme_id, report, as_of);

CREATE INDEX request_document ON request USING btree (document_id);

CREATE INDEX request_engagement ON request USING btree (engagement_id);

CREATE INDEX request_region ON request USING btree (region_id);

CREATE INDEX request_scheme ON request USING btree (scheme_id, kind, state);

CREATE UNIQUE INDEX scheme_running ON scheme USING btree (pack_id, region_id) WHERE state = 'active'::text;

CREATE INDEX scheme_param_scheme ON scheme_param USING btree (scheme_id, name, from_on);

CREATE INDEX session_account ON session USING btree (account_id);

CREATE INDEX state_change_record ON state_change USING btree (entity_id, entity, on_day, id);

CREATE VIEW engagement_step AS
 SELECT procedure_step.id,
    procedure_step.entity_id AS engagement_id,
    procedure_step.step,
    procedure_step.seq,
    procedure_step.body,
    procedure_step.done_on,
    procedure_step.actor_person_id,
    procedure_step.account_id,
    procedure_step.actor_name,
    procedure_step.unit_name,
    procedure_step.method,
    procedure_step.inputs,
    procedure_step.opinion,
    procedure_step.result,
    procedure_step.rules,
    procedure_step.is_void,
    procedure_step.void_reason,
    procedure_step.recorded_at
   FROM procedure_step
  WHERE procedure_step.entity = 'engagement'::text;

CREATE OR REPLACE FUNCTION event_log_refuse()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
    RAISE EXCEPTION 'event_log is append-only';
END
$function$;

CREATE TRIGGER event_log_no_change BEFORE DELETE OR UPDATE ON event_log FOR EACH ROW EXECUTE FUNCTION event_log_refuse();

CREATE TRIGGER event_log_no_truncate BEFORE TRUNCATE ON event_log FOR EACH STATEMENT EXECUTE FUNCTION event_log_refuse();

