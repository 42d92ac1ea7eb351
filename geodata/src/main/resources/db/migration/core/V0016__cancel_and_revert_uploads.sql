-- An upload waits while it is taken back, and keeps who wished what of it. Reads every upload once,
-- an exclusive lock for a moment.
ALTER TABLE upload
  DROP CONSTRAINT upload_status_ck,
  ADD CONSTRAINT upload_status_ck CHECK (status IN
    ('queued', 'reading', 'proposed', 'previewed', 'committing', 'stored', 'unchanged', 'failed',
     'cancelled', 'reverting', 'reverted')),
  ADD COLUMN accept_rejects boolean NOT NULL DEFAULT false,
  ADD COLUMN reverted_by    text,
  ADD COLUMN revert_reason  text;
COMMENT ON COLUMN upload.accept_rejects IS 'whether its good rows may be stored without the rejected ones';
COMMENT ON COLUMN upload.reverted_by IS 'who wished it to be taken back';
