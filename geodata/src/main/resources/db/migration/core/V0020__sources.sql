-- Sources that come by themselves: what each is, how far it has been read, and what was taken of it.
-- The timetable is a queue of its own beside that of the uploads, in the layout that db-scheduler
-- documents: a scheduler takes whatever is due in its table, also what it has no work for. Empty
-- tables, no lock of note.

CREATE TABLE source (
  name              text        CONSTRAINT source_pk PRIMARY KEY,
  kind              text        NOT NULL,
  definition        jsonb       NOT NULL,
  actor             text        NOT NULL,
  paused            boolean     NOT NULL DEFAULT false,
  mark              jsonb       NOT NULL DEFAULT '{}',
  run_began_at      timestamptz,
  run_problem       jsonb,
  last_success_at   timestamptz,
  last_problem_at   timestamptz,
  last_problem      text,
  failures          integer     NOT NULL DEFAULT 0,
  runs              bigint      NOT NULL DEFAULT 0,
  files             bigint      NOT NULL DEFAULT 0,
  rows_stored       bigint      NOT NULL DEFAULT 0,
  rows_revised      bigint      NOT NULL DEFAULT 0,
  rows_unchanged    bigint      NOT NULL DEFAULT 0,
  rows_rejected     bigint      NOT NULL DEFAULT 0,
  created_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at        timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON COLUMN source.definition IS 'as it was given; credentials by the name of their environment variable only';
COMMENT ON COLUMN source.mark IS 'how far the source has been read, in the words of its kind; moved only when what was read is stored';
COMMENT ON COLUMN source.run_began_at IS 'set while a run is not settled: its files are being loaded';
COMMENT ON COLUMN source.run_problem IS 'why the run that is not settled did not read to its end';
COMMENT ON COLUMN source.failures IS 'runs that failed since the last that did not';

CREATE TABLE source_file (
  id          bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT source_file_pk PRIMARY KEY,
  source      text        NOT NULL CONSTRAINT source_file_source_fk REFERENCES source,
  claim       text,
  file_name   text        NOT NULL,
  sha256      bytea,
  upload_id   bigint      CONSTRAINT source_file_upload_fk REFERENCES upload,
  mark        jsonb       NOT NULL DEFAULT '{}',
  state       text        NOT NULL CONSTRAINT source_file_state_ck CHECK (state IN
                ('taken', 'loading', 'waiting', 'stored', 'unchanged', 'failed')),
  remark      text        NOT NULL DEFAULT '',
  created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  settled_at  timestamptz,
  CONSTRAINT source_file_claim_uq UNIQUE (source, claim)
);
COMMENT ON COLUMN source_file.claim IS 'of a watched folder: the directory in which the file was put when it was taken';
COMMENT ON COLUMN source_file.sha256 IS 'null where the file could not be read';
COMMENT ON COLUMN source_file.mark IS 'how far the source has been read once this file is stored';
CREATE INDEX source_file_open_ix ON source_file (source, id) WHERE state IN ('taken', 'loading', 'waiting');

CREATE TABLE source_timetable (
  task_name            text        NOT NULL,
  task_instance        text        NOT NULL,
  task_data            bytea,
  execution_time       timestamptz NOT NULL,
  picked               boolean     NOT NULL,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint      NOT NULL,
  priority             smallint,
  CONSTRAINT source_timetable_pk PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX source_timetable_execution_time_ix ON source_timetable (execution_time);
CREATE INDEX source_timetable_last_heartbeat_ix ON source_timetable (last_heartbeat);
