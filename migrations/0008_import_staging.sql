-- A batch is staged in parts and becomes visible as a whole. While its rows are staged they are void. `staged_at`: every
-- row is durable, and from here on a restart brings the batch to its end instead of taking it back. `committer` is the
-- actor who writes it, as far as that needs him. `rows_held`: of the open lines those that are never written undecided.
ALTER TABLE import_batch ADD COLUMN rows_held INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import_batch ADD COLUMN staged_at TEXT;
ALTER TABLE import_batch ADD COLUMN committer TEXT;
ALTER TABLE import_batch ADD COLUMN undone_by_name TEXT;
ALTER TABLE import_batch ADD COLUMN undo_reason TEXT;

-- Where a person stood in the file that brought it: the sheet's name ("" of a file without sheets) and the row it shows.
ALTER TABLE person ADD COLUMN import_sheet TEXT;
ALTER TABLE person ADD COLUMN import_row INTEGER;
