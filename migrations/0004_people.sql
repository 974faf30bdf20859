-- The talent bank. Values of class "number" and "contact" are sealed; <name>_blind finds equal ones without opening
-- any. region_id is the place that keeps the record: row scope follows it.

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
) STRICT;
-- A merged or void record keeps its number; the living one is unique.
CREATE UNIQUE INDEX person_id_number ON person (id_number_blind) WHERE state IN ('active', 'archived');
CREATE INDEX person_phone ON person (phone_blind);
CREATE INDEX person_name ON person (name);
CREATE INDEX person_region ON person (region_id);
CREATE INDEX person_import ON person (import_batch_id);

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
CREATE INDEX person_category_person ON person_category (person_id, since, category);
CREATE UNIQUE INDEX person_category_once ON person_category (person_id, category, COALESCE(since, ''));

-- What a merge took from where, so that it can be undone: the state of both records before it.
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
CREATE INDEX person_merger_kept ON person_merger (kept_id);

-- Pairs that somebody looked at and found to be two persons.
CREATE TABLE person_distinct (
    one_id INTEGER NOT NULL REFERENCES person (id),
    other_id INTEGER NOT NULL REFERENCES person (id),
    at TEXT NOT NULL,
    account_id INTEGER NOT NULL,
    PRIMARY KEY (one_id, other_id)
) STRICT;
