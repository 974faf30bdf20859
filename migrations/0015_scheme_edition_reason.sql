-- Why a scheme changed its edition, and the name of who decided it, as they stood then: what parameters keep too.
ALTER TABLE scheme_edition ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE scheme_edition ADD COLUMN set_by_name TEXT NOT NULL DEFAULT '';
