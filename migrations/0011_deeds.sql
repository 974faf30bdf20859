-- What is asked for and answered (E08), what happens (E09), and what is written (E12).

-- A need, an opinion round, a suggestion, an objection …
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
CREATE INDEX request_scheme ON request (scheme_id, kind, state);
CREATE INDEX request_engagement ON request (engagement_id);
CREATE INDEX request_region ON request (region_id);
CREATE INDEX request_document ON request (document_id);

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
CREATE INDEX activity_scheme ON activity (scheme_id, kind, state);
CREATE INDEX activity_region ON activity (region_id, starts_at);

-- Somebody by name (person_id, headcount 1), or a group that was only counted.
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
CREATE INDEX activity_participant_activity ON activity_participant (activity_id);
CREATE INDEX activity_participant_engagement ON activity_participant (engagement_id, day);
CREATE INDEX activity_participant_person ON activity_participant (person_id, day);

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
CREATE INDEX document_scheme ON document (scheme_id, kind, state);
CREATE INDEX document_engagement ON document (engagement_id);
CREATE INDEX document_activity ON document (activity_id);
CREATE UNIQUE INDEX document_number ON document (doc_no) WHERE doc_no IS NOT NULL AND is_void = 0;

-- Text of a document, version by version; a version is never changed.
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

-- Where and when a document was put out: one row per channel.
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

-- The last number given out, by rule and year: numbers of papers have no gap and no twin.
CREATE TABLE paper_number (
    series TEXT NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL
) STRICT;

-- The file that was handed out, as its bytes were.
CREATE TABLE document_file (
    document_id INTEGER NOT NULL PRIMARY KEY REFERENCES document (id),
    mime TEXT NOT NULL,
    bytes BLOB NOT NULL,
    sha256 TEXT NOT NULL
) STRICT;

-- The person of the bank whose account it is (P1): what he logs and sees is what concerns himself.
ALTER TABLE account ADD COLUMN person_id INTEGER REFERENCES person (id);
