-- A second factor is bound in two steps: the secret is offered and waits here, sealed, until a code made from it
-- comes back (src/modules/accounts/own_account.cpp).
ALTER TABLE account ADD COLUMN totp_pending_sealed BLOB;
ALTER TABLE account ADD COLUMN totp_pending_at TEXT;
