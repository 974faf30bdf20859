-- Packs that are installed, and the schemes that run them (E04).

-- One edition of one pack, whole: `files` is a JSON object of path → text. It is copied here when it is installed or
-- first activated, so that an upgrade of the program cannot change an edition in use.
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
-- One running instance of a pack in a place (C.4 scheme, draft → active).
CREATE UNIQUE INDEX scheme_running ON scheme (pack_id, region_id) WHERE state = 'active';

-- Values that the county chose inside the limits of the pack. A change is a new row with the day it begins to apply;
-- none is ever changed.
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
CREATE INDEX scheme_param_scheme ON scheme_param (scheme_id, name, from_on);

-- The edition a scheme ran from a day on; the scheme itself names the newest.
CREATE TABLE scheme_edition (
    scheme_id INTEGER NOT NULL REFERENCES scheme (id),
    pack_edition TEXT NOT NULL,
    from_on TEXT NOT NULL,
    set_at TEXT NOT NULL,
    set_by INTEGER NOT NULL,
    PRIMARY KEY (scheme_id, from_on)
) STRICT;

-- The state of a record from a day on, for every list and figure "as of". `on_day` is when it happened, `recorded_at`
-- when it was entered: a late entry has a later recorded_at. The newest on_day that is not after the day in question
-- holds; of one day, the newest row.
CREATE TABLE state_change (
    id INTEGER PRIMARY KEY,
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    on_day TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    account_id INTEGER NOT NULL
) STRICT;
CREATE INDEX state_change_record ON state_change (entity_id, entity, on_day, id);
