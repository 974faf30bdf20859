-- Accounts, what they may do and where, and their sessions.

CREATE TABLE setting (
    name TEXT PRIMARY KEY NOT NULL,
    text TEXT NOT NULL
) STRICT;

-- `account_class` keeps the three officers apart from each other and from business: a grant carries the class of its account
-- by foreign key, and the check lets an officer hold his own role and no other (trust.md decision 4).
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
    row_version INTEGER NOT NULL,
    UNIQUE (id, account_class)
) STRICT;

-- One natural person holds at most one officer's account.
CREATE UNIQUE INDEX account_officer_person ON account (person_key) WHERE account_class <> 'business';

CREATE TABLE former_password (
    account_id INTEGER NOT NULL REFERENCES account (id),
    changed_at TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    PRIMARY KEY (account_id, changed_at)
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
CREATE INDEX account_grant_account ON account_grant (account_id);
CREATE INDEX account_grant_state ON account_grant (state);

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
CREATE INDEX session_account ON session (account_id);

-- One effect per key: the row is written in the transaction of the effect, the reply is kept after it.
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
CREATE INDEX once_key_at ON once_key (at);
