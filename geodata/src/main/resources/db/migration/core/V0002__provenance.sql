-- Uploads are the unit of provenance; a change set is one committed change of the record; its
-- revision is taken from a counter that is locked last in the transaction, so that revisions are in
-- commit order and "as of" means what every reader saw then. Empty tables, no lock of note.

CREATE TABLE blob (
  sha256     bytea       CONSTRAINT blob_pk PRIMARY KEY,
  size       bigint      NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON COLUMN blob.size IS 'bytes';

CREATE TABLE blob_chunk (
  sha256 bytea   NOT NULL CONSTRAINT blob_chunk_blob_fk REFERENCES blob ON DELETE CASCADE,
  number integer NOT NULL,
  bytes  bytea   NOT NULL,
  CONSTRAINT blob_chunk_pk PRIMARY KEY (sha256, number)
);
COMMENT ON COLUMN blob_chunk.number IS 'from 0; every chunk but the last holds 1,048,576 bytes, so a range is found by division';
ALTER TABLE blob_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE upload (
  id           bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT upload_pk PRIMARY KEY,
  file_name    text        NOT NULL,
  sha256       bytea       NOT NULL,
  size         bigint      NOT NULL,
  mapping_name text        NOT NULL,
  mapping      jsonb       NOT NULL,
  actor        text        NOT NULL,
  status       text        NOT NULL CONSTRAINT upload_status_ck CHECK (status IN
                 ('queued', 'reading', 'previewed', 'committing', 'stored', 'unchanged', 'failed')),
  rows_read    bigint      NOT NULL DEFAULT 0,
  percent      real        NOT NULL DEFAULT 0,
  report       jsonb,
  error        jsonb,
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at   timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON COLUMN upload.sha256 IS 'of the file as it came; the bytes are in blob where the file was kept';
COMMENT ON COLUMN upload.size IS 'bytes';
COMMENT ON COLUMN upload.mapping IS 'the mapping as it was used, whatever becomes of the named one';
COMMENT ON COLUMN upload.percent IS 'share of the file read, 0 to 100';
CREATE INDEX upload_sha256_ix ON upload (sha256);

CREATE TABLE upload_reject (
  upload_id bigint  NOT NULL CONSTRAINT upload_reject_upload_fk REFERENCES upload ON DELETE CASCADE,
  line      bigint  NOT NULL,
  reason    text    NOT NULL,
  column_name text,
  text      text    NOT NULL
);
COMMENT ON COLUMN upload_reject.line IS 'line of the file at which the row begins, from 1';
CREATE INDEX upload_reject_ix ON upload_reject (upload_id, line);

CREATE TABLE mapping (
  name       text        CONSTRAINT mapping_pk PRIMARY KEY,
  definition jsonb       NOT NULL,
  actor      text        NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE change_set (
  id           bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT change_set_pk PRIMARY KEY,
  kind         text        NOT NULL CONSTRAINT change_set_kind_ck CHECK (kind IN ('upload', 'revert', 'review', 'reference')),
  upload_id    bigint      CONSTRAINT change_set_upload_fk REFERENCES upload,
  actor        text        NOT NULL,
  reason       text        NOT NULL,
  revision     bigint      CONSTRAINT change_set_revision_uq UNIQUE,
  committed_at timestamptz
);
COMMENT ON COLUMN change_set.revision IS 'set last in the transaction: ascending in commit order; never null once committed';
COMMENT ON COLUMN change_set.committed_at IS 'ascends with revision, so that an instant resolves to one revision';

CREATE TABLE revision_counter (
  singleton    boolean     CONSTRAINT revision_counter_pk PRIMARY KEY DEFAULT true CONSTRAINT revision_counter_one_ck CHECK (singleton),
  revision     bigint      NOT NULL,
  committed_at timestamptz NOT NULL
);
INSERT INTO revision_counter (revision, committed_at) VALUES (0, clock_timestamp());
