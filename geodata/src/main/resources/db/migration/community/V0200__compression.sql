-- Community edition only: chunks that loads no longer touch are compressed. Segmenting by datastream
-- keeps one series together, as every read wants it. Changes the layout only, never a result.
ALTER TABLE observation SET (
  timescaledb.compress,
  timescaledb.compress_segmentby = 'datastream_id',
  timescaledb.compress_orderby = 'begin_time'
);
