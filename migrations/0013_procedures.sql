-- Steps of a procedure for every kind of record that runs one, in one table; and the publicity (公示) that a step puts
-- out, which is a document with the rule it was put out by.

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
INSERT INTO procedure_step (id, entity, entity_id, step, seq, body, done_on, actor_person_id, account_id, actor_name,
        unit_name, method, inputs, opinion, result, rules, notice_id, is_void, void_reason, recorded_at)
    SELECT id, 'engagement', engagement_id, step, seq, body, done_on, actor_person_id, account_id, actor_name,
        unit_name, method, inputs, opinion, result, rules, NULL, is_void, void_reason, recorded_at
    FROM engagement_step;
DROP TABLE engagement_step;
CREATE INDEX procedure_step_record ON procedure_step (entity_id, entity, id);
CREATE INDEX procedure_step_notice ON procedure_step (notice_id) WHERE notice_id IS NOT NULL;

-- The fact kind of that name (schemes/facts.yaml) reads here.
CREATE VIEW engagement_step AS
    SELECT id, entity_id AS engagement_id, step, seq, body, done_on, actor_person_id, account_id, actor_name, unit_name,
        method, inputs, opinion, result, rules, is_void, void_reason, recorded_at
    FROM procedure_step WHERE entity = 'engagement';

-- The rule a document is public by, as it stood that day: entry of the pack's `publicity`, its clause, to whom
-- objections go (classes of account, parted by blanks), whether they have to be signed, and how long an answer may take.
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
