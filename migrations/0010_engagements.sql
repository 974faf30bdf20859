-- People in roles: from candidate to after-care (E05), and the dated steps of the procedure (E05a).

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
CREATE INDEX engagement_scheme ON engagement (scheme_id, role, state);
CREATE INDEX engagement_person ON engagement (person_id);
CREATE INDEX engagement_region ON engagement (region_id);
CREATE INDEX engagement_org ON engagement (org_id);

-- A step that was taken, or sent back (`result` back), or not passed (fail). Never changed: a correction is a new row
-- and a void one.
CREATE TABLE engagement_step (
    id INTEGER PRIMARY KEY,
    engagement_id INTEGER NOT NULL REFERENCES engagement (id),
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
    result TEXT NOT NULL CONSTRAINT engagement_step_result CHECK (result IN ('pass', 'fail', 'back')),
    rules TEXT NOT NULL,
    is_void INTEGER NOT NULL,
    void_reason TEXT,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX engagement_step_engagement ON engagement_step (engagement_id, id);
