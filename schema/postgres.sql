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
    CONSTRAINT account_account_class_check CHECK (account_class = ANY (ARRAY['business'::text, 'system_officer'::text, 'security_officer'::text, 'audit_officer'::text])),
    CONSTRAINT account_id_account_class_key UNIQUE (id, account_class),
    CONSTRAINT account_login_key UNIQUE (login),
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

CREATE UNIQUE INDEX account_officer_person ON account USING btree (person_key) WHERE account_class <> 'business'::text;

CREATE INDEX account_grant_account ON account_grant USING btree (account_id);

CREATE INDEX account_grant_state ON account_grant USING btree (state);

CREATE INDEX attachment_record ON attachment USING btree (entity, entity_id);

CREATE INDEX attachment_sha256 ON attachment USING btree (sha256);

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

CREATE INDEX region_parent ON region USING btree (parent_id);

CREATE INDEX session_account ON session USING btree (account_id);

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

