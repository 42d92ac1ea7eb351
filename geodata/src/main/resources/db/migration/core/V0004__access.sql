-- Tokens for writing; only their hashes are kept. Empty table, no lock of note.
CREATE TABLE access_token (
  id            bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT access_token_pk PRIMARY KEY,
  sha256        bytea       NOT NULL CONSTRAINT access_token_sha256_uq UNIQUE,
  name          text        NOT NULL,
  role          text        NOT NULL CONSTRAINT access_token_role_ck CHECK (role IN ('reader', 'writer', 'administrator')),
  organisations text[]      NOT NULL DEFAULT '{}',
  created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  revoked_at    timestamptz
);
