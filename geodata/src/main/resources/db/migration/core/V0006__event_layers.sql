-- An earthquake or a flood is neither a station nor an area: it happened at a place and a time, and
-- what was measured of it belongs to it alone. A layer may be of such events. No row is changed; the
-- check is made anew over a table of a few dozen rows, under an exclusive lock for a moment.
ALTER TABLE layer
  DROP CONSTRAINT layer_kind_ck,
  ADD CONSTRAINT layer_kind_ck CHECK (kind IN ('base', 'station', 'area', 'event'));
COMMENT ON COLUMN layer.kind IS 'base: map only; station, area: places with values; event: happened at a place and a time';
