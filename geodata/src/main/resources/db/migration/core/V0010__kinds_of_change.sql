-- People correct and approve values, and tests are run again over what a change leaves beside it:
-- further kinds of change set. A few thousand rows at most are read, an exclusive lock for a moment.
ALTER TABLE change_set
  DROP CONSTRAINT change_set_kind_ck,
  ADD CONSTRAINT change_set_kind_ck CHECK (kind IN
    ('upload', 'revert', 'review', 'correction', 'retest', 'approval', 'reference'));
COMMENT ON COLUMN change_set.upload_id IS 'the upload that was taken in or, of a revert, taken back';
CREATE INDEX change_set_upload_ix ON change_set (upload_id);
