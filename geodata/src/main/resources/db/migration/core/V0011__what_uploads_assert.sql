-- To take an upload back is to leave each place as the other uploads would have made it. For that
-- the record keeps what a row cannot say itself: who brought the same again, and on what a row
-- stands that no upload brought. All of it is sparse. Empty tables, no lock of note.

CREATE TABLE change_series (
  change_id   bigint      CONSTRAINT change_series_pk PRIMARY KEY,
  datastreams integer[]   NOT NULL,
  first_time  timestamptz NOT NULL,
  last_time   timestamptz NOT NULL
);
COMMENT ON TABLE change_series IS 'where an upload''s rows are found; uploads of before this table are looked for everywhere';
COMMENT ON COLUMN change_series.datastreams IS 'ids of those of which it brought or asserted rows';
COMMENT ON COLUMN change_series.first_time IS 'no row of it begins before';
COMMENT ON COLUMN change_series.last_time IS 'no row of it begins after';

-- As runs, not as rows: a file that comes again and again as it grows asserts all of its past.
CREATE TABLE assertion (
  datastream_id integer     NOT NULL,
  change_id     bigint      NOT NULL,
  first_begin   timestamptz NOT NULL,
  last_begin    timestamptz NOT NULL,
  rows          integer     NOT NULL,
  CONSTRAINT assertion_pk PRIMARY KEY (datastream_id, change_id, first_begin)
);
COMMENT ON TABLE assertion IS 'consecutive rows that an upload found in the record just as it has them: those that stood before it and after it from first_begin to last_begin';
COMMENT ON COLUMN assertion.change_id IS 'change set of the upload';
COMMENT ON COLUMN assertion.rows IS 'how many they are';

CREATE TABLE observation_basis (
  datastream_id integer     NOT NULL,
  begin_time    timestamptz NOT NULL,
  change_id     bigint      NOT NULL,
  upload_change bigint      NOT NULL,
  value_change  bigint      NOT NULL,
  decision      "char",
  decided_by    bigint,
  CONSTRAINT observation_basis_pk PRIMARY KEY (datastream_id, begin_time, change_id)
);
COMMENT ON TABLE observation_basis IS 'one row for each version of an observation that no upload brought as it is: after a revert, a review, a correction or a test run again';
COMMENT ON COLUMN observation_basis.change_id IS 'of the version, which is in observation or in observation_history';
COMMENT ON COLUMN observation_basis.upload_change IS 'change set of the upload to which the value leads';
COMMENT ON COLUMN observation_basis.value_change IS 'change_id of the version that has the values, and the details, as that upload gives them';
COMMENT ON COLUMN observation_basis.decision IS 'a: accepted, d: doubted, r: rejected, c: corrected by a person; null: nobody decided';
COMMENT ON COLUMN observation_basis.decided_by IS 'change set of the decision: who, when and why stand there';

CREATE TABLE observation_detail (
  datastream_id        integer          NOT NULL,
  begin_time           timestamptz      NOT NULL,
  change_id            bigint           NOT NULL,
  original             text,
  original_unit        text,
  detection_limit      double precision,
  quantification_limit double precision,
  CONSTRAINT observation_detail_pk PRIMARY KEY (datastream_id, begin_time, change_id)
);
COMMENT ON TABLE observation_detail IS 'what an upload said of a value beyond the value; a version without a row here said no more';
COMMENT ON COLUMN observation_detail.change_id IS 'of the version that the upload brought';
COMMENT ON COLUMN observation_detail.original IS 'the value as the file has it';
COMMENT ON COLUMN observation_detail.original_unit IS 'UCUM code of the unit in which it has it';
COMMENT ON COLUMN observation_detail.detection_limit IS 'in datastream.unit';
COMMENT ON COLUMN observation_detail.quantification_limit IS 'in datastream.unit';
