-- From provisional to approved, per series and period. What is approved changes only by the word of
-- somebody who says so. Empty table, no lock of note.
CREATE TABLE approval (
  id            bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT approval_pk PRIMARY KEY,
  datastream_id integer     NOT NULL,
  from_time     timestamptz NOT NULL,
  to_time       timestamptz NOT NULL,
  approved_by   bigint      NOT NULL CONSTRAINT approval_approved_by_fk REFERENCES change_set,
  since         bigint      NOT NULL CONSTRAINT approval_since_fk REFERENCES change_set,
  ended_by      bigint      CONSTRAINT approval_ended_by_fk REFERENCES change_set,
  CONSTRAINT approval_period_ck CHECK (from_time < to_time)
);
COMMENT ON COLUMN approval.from_time IS 'values that begin from here on are approved';
COMMENT ON COLUMN approval.to_time IS 'and before here';
COMMENT ON COLUMN approval.approved_by IS 'change set of the approval: who, when and why stand there';
COMMENT ON COLUMN approval.since IS 'change set that made this row: the approval, or one that withdrew another part of it';
COMMENT ON COLUMN approval.ended_by IS 'change set that withdrew it; null while it holds';
CREATE INDEX approval_datastream_ix ON approval (datastream_id, from_time);
