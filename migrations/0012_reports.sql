-- Reports that were made of a pack's text, and the figures in them.

-- A draft is computed anew at every look; an issued one never changes: its text, its figures and its file are kept.
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
CREATE INDEX report_issue_scheme ON report_issue (scheme_id, report, as_of);

-- One figure of an issue: value and phrase as printed, the definition as it stood, and the rows behind it as JSON
-- ([{"id", "label", "value", "day", "recorded_at"}]), so that a later issue can say why a number changed.
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
