-- What was wished of an upload is kept until a worker has done it. Reads no row, an exclusive lock
-- for a moment.
ALTER TABLE upload
  ADD COLUMN accept_rejects boolean NOT NULL DEFAULT false,
  ADD COLUMN reverted_by    text,
  ADD COLUMN revert_reason  text;
COMMENT ON COLUMN upload.accept_rejects IS 'whether its good rows may be stored without the rejected ones';
COMMENT ON COLUMN upload.reverted_by IS 'who wishes it to be taken back, or did';
COMMENT ON COLUMN upload.revert_reason IS 'why; while the status is stored or unchanged, a worker is to do it';
