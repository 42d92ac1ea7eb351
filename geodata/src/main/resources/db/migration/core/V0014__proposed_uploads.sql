-- An upload may come without a mapping and be proposed one, be cancelled, and be reverted; its
-- preview is kept, and its rejects as whole rows, so that they can be corrected and sent again.
-- Reads every upload once, an exclusive lock for a moment.
ALTER TABLE upload
  DROP CONSTRAINT upload_status_ck,
  ADD CONSTRAINT upload_status_ck CHECK (status IN
    ('queued', 'reading', 'proposed', 'previewed', 'committing', 'stored', 'unchanged', 'failed',
     'cancelled', 'reverted')),
  ADD COLUMN mapping_version integer,
  ADD COLUMN proposal        jsonb,
  ADD COLUMN preview         jsonb;
COMMENT ON COLUMN upload.mapping_version IS 'version of the saved mapping of that name; null where it is none';
COMMENT ON COLUMN upload.proposal IS 'the mapping that was detected, with evidence and open questions';
COMMENT ON COLUMN upload.preview IS 'the first rows as they will be stored';

ALTER TABLE upload_reject
  ADD COLUMN table_name text,
  ADD COLUMN row_text   text;
COMMENT ON COLUMN upload_reject.table_name IS 'sheet or member of the file; null where it has one table';
COMMENT ON COLUMN upload_reject.row_text IS 'the row as it was, shortened where it is very long';
