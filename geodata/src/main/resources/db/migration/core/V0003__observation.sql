-- The record. No foreign keys on observation and its history: two of them triple the time of a
-- COPY, and hypertables cannot reference each other; "aralwatch check" proves the references.

CREATE TABLE datastream (
  id                integer     GENERATED ALWAYS AS IDENTITY CONSTRAINT datastream_pk PRIMARY KEY,
  feature_id        bigint      NOT NULL CONSTRAINT datastream_feature_fk REFERENCES feature,
  property_id       integer     NOT NULL CONSTRAINT datastream_property_fk REFERENCES observed_property,
  statistic         text        NOT NULL,
  procedure         text        NOT NULL,
  support           text        NOT NULL,
  unit              text        NOT NULL CONSTRAINT datastream_unit_fk REFERENCES unit,
  time_zone         text        NOT NULL,
  vertical_datum    text,
  owner             text        NOT NULL CONSTRAINT datastream_owner_fk REFERENCES organisation,
  licence           text        NOT NULL CONSTRAINT datastream_licence_fk REFERENCES licence,
  source            jsonb       NOT NULL,
  definition        text        NOT NULL,
  visibility        text        NOT NULL CONSTRAINT datastream_visibility_ck CHECK (visibility IN ('public', 'aggregate', 'organisation')),
  first_begin       timestamptz,
  last_end          timestamptz,
  observation_count bigint      NOT NULL DEFAULT 0,
  revision          bigint      NOT NULL DEFAULT 0,
  CONSTRAINT datastream_uq UNIQUE NULLS NOT DISTINCT
    (feature_id, property_id, statistic, procedure, support, owner, vertical_datum)
);
COMMENT ON COLUMN datastream.support IS 'period for which each value stands: instant, PT1H, day, dekad, month, year, ...';
COMMENT ON COLUMN datastream.unit IS 'UCUM code of observation.result';
COMMENT ON COLUMN datastream.time_zone IS 'IANA zone of the station''s days and calendar periods';
COMMENT ON COLUMN datastream.vertical_datum IS 'surface from which a level is measured, as Baltic 1977; null for what is no level';
CREATE INDEX datastream_property_ix ON datastream (property_id, feature_id);

CREATE TABLE observation (
  datastream_id   integer          NOT NULL,
  begin_time      timestamptz      NOT NULL,
  end_time        timestamptz      NOT NULL,
  result          double precision NOT NULL,
  qualifier       "char"           NOT NULL DEFAULT ' ',
  flag            smallint         NOT NULL DEFAULT 2,
  tests           integer          NOT NULL DEFAULT 0,
  change_id       bigint           NOT NULL,
  observation_day date             NOT NULL,
  CONSTRAINT observation_period_ck CHECK (end_time >= begin_time)
);
COMMENT ON TABLE observation IS 'current rows, unique by (datastream_id, begin_time); replaced ones are in observation_history';
COMMENT ON COLUMN observation.begin_time IS 'begin of the period for which the result stands, UTC';
COMMENT ON COLUMN observation.end_time IS 'its end, exclusive; equal to begin_time for an instant';
COMMENT ON COLUMN observation.result IS 'in datastream.unit; with a qualifier the limit';
COMMENT ON COLUMN observation.qualifier IS 'blank: the value; <: below this limit; >: above it';
COMMENT ON COLUMN observation.flag IS 'IODE primary: 1 good, 2 not evaluated, 3 suspect, 4 bad, 9 missing';
COMMENT ON COLUMN observation.tests IS 'one bit for each quality test that failed';
COMMENT ON COLUMN observation.observation_day IS 'station-local date on which the period begins';
CREATE UNIQUE INDEX observation_uq ON observation (datastream_id, begin_time);

CREATE TABLE observation_history (
  datastream_id   integer          NOT NULL,
  begin_time      timestamptz      NOT NULL,
  end_time        timestamptz      NOT NULL,
  result          double precision NOT NULL,
  qualifier       "char"           NOT NULL,
  flag            smallint         NOT NULL,
  tests           integer          NOT NULL,
  change_id       bigint           NOT NULL,
  observation_day date             NOT NULL,
  replaced_by     bigint           NOT NULL
);
COMMENT ON COLUMN observation_history.result IS 'in datastream.unit; with a qualifier the limit';
COMMENT ON COLUMN observation_history.change_id IS 'the change set that brought the row: who, when and why stand there';
COMMENT ON COLUMN observation_history.replaced_by IS 'the change set that replaced or removed it';
CREATE INDEX observation_history_ix ON observation_history (datastream_id, begin_time);

-- Roll-ups are kept in the ingest transaction for exactly what it touched. A value enters the finest
-- level whose span holds its whole period; a coarser level is the sum of the finer ones and of what
-- fits only there. Rows flagged bad or missing stay out.
CREATE TABLE rollup_day (
  datastream_id   integer          NOT NULL,
  start_day       date             NOT NULL,
  n               integer          NOT NULL,
  covered_seconds double precision NOT NULL,
  sum             double precision NOT NULL,
  weighted_sum    double precision NOT NULL,
  first_time      timestamptz      NOT NULL,
  first_result    double precision NOT NULL,
  last_time       timestamptz      NOT NULL,
  last_result     double precision NOT NULL,
  min_time        timestamptz      NOT NULL,
  min_result      double precision NOT NULL,
  max_time        timestamptz      NOT NULL,
  max_result      double precision NOT NULL,
  n_below         integer          NOT NULL,
  n_above         integer          NOT NULL,
  sum_zero        double precision NOT NULL,
  sum_half        double precision NOT NULL,
  worst_flag      smallint         NOT NULL,
  CONSTRAINT rollup_day_pk PRIMARY KEY (datastream_id, start_day)
);
COMMENT ON COLUMN rollup_day.start_day IS 'station-local first day of the span';
COMMENT ON COLUMN rollup_day.covered_seconds IS 's, sum of the lengths of the periods';
COMMENT ON COLUMN rollup_day.sum IS 'sum of results in datastream.unit, censored ones at their limit';
COMMENT ON COLUMN rollup_day.weighted_sum IS 'sum of result times length of period, datastream.unit times s';
COMMENT ON COLUMN rollup_day.sum_zero IS 'as sum, with results below a limit as 0';
COMMENT ON COLUMN rollup_day.sum_half IS 'as sum, with results below a limit as half of it';
COMMENT ON COLUMN rollup_day.worst_flag IS '3 if a suspect value is in, else 2 if one not evaluated, else 1';
CREATE TABLE rollup_month (LIKE rollup_day INCLUDING ALL EXCLUDING INDEXES,
  CONSTRAINT rollup_month_pk PRIMARY KEY (datastream_id, start_day));
CREATE TABLE rollup_year (LIKE rollup_day INCLUDING ALL EXCLUDING INDEXES,
  CONSTRAINT rollup_year_pk PRIMARY KEY (datastream_id, start_day));

-- Revisions, not timers, make caches right.
CREATE TABLE value_revision (
  layer_id    smallint NOT NULL,
  property_id integer  NOT NULL,
  month       date     NOT NULL,
  revision    bigint   NOT NULL,
  CONSTRAINT value_revision_pk PRIMARY KEY (layer_id, property_id, month)
);
COMMENT ON COLUMN value_revision.month IS 'first day of the UTC month in which a changed period begins';
