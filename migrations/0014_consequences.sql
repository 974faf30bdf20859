-- Rules of packs that hold for a record by the day (consequences, obligations), and the tags they put on people and units.

-- One row for each time a rule began to hold for a record; `ended_on` when it stopped. `told_on` is empty until everybody
-- concerned was told, so that a run that was cut off goes on where it was. `period`: the period for which a rule of
-- periods was judged last ("2026Q4"); empty for rules of every day.
CREATE TABLE consequence_holding (
    id INTEGER PRIMARY KEY,
    scheme_id INTEGER NOT NULL REFERENCES scheme (id),
    rule TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    period TEXT NOT NULL,
    since TEXT NOT NULL,
    told_on TEXT,
    ended_on TEXT
) STRICT;
-- A rule holds once for a record at a time.
CREATE UNIQUE INDEX consequence_holding_now ON consequence_holding (scheme_id, rule, entity_id) WHERE ended_on IS NULL;

-- The last day and the last period for which a rule was judged to the end.
CREATE TABLE consequence_run (
    scheme_id INTEGER NOT NULL REFERENCES scheme (id),
    rule TEXT NOT NULL,
    ran_on TEXT NOT NULL,
    period TEXT NOT NULL,
    PRIMARY KEY (scheme_id, rule)
) STRICT;

-- `person.marks`: from the first day until the day before the last. The record that caused it takes it off again.
-- `also_in`: the pack of another scheme that may read it.
CREATE TABLE record_mark (
    id INTEGER PRIMARY KEY,
    scheme_id INTEGER NOT NULL REFERENCES scheme (id),
    rule TEXT NOT NULL,
    cause_id INTEGER NOT NULL,
    entity TEXT NOT NULL,
    entity_id INTEGER NOT NULL,
    mark TEXT NOT NULL,
    also_in TEXT,
    from_on TEXT NOT NULL,
    until_on TEXT
) STRICT;
CREATE INDEX record_mark_record ON record_mark (entity_id, entity, mark);
CREATE INDEX record_mark_cause ON record_mark (scheme_id, rule, cause_id);
