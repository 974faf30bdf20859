-- Divisions with their validity, and units.

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
CREATE INDEX region_parent ON region (parent_id);

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
    row_version INTEGER NOT NULL,
    UNIQUE (name, kind, region_id)
) STRICT;
CREATE INDEX organization_region ON organization (region_id);
