-- A revert withdraws the places and series that only its upload made; their keys stay, for history
-- leads to them and a later file may bring them back. A series carries its last rows, by which the
-- rows of the next file are tested. A few thousand rows, exclusive locks for a moment; the tails
-- are filled when the migration is over, reading eight rows of each series.
ALTER TABLE feature ADD COLUMN withdrawn_by bigint;
COMMENT ON COLUMN feature.withdrawn_by IS 'change set that withdrew it; null while it stands';

ALTER TABLE datastream
  ADD COLUMN made_by      bigint,
  ADD COLUMN withdrawn_by bigint,
  ADD COLUMN tail         bytea;
COMMENT ON COLUMN datastream.made_by IS 'change set that made it, or brought it back; null for those made before this was kept';
COMMENT ON COLUMN datastream.withdrawn_by IS 'change set that withdrew it; null while it stands';
COMMENT ON COLUMN datastream.tail IS 'the last rows, ascending, in the format of the class Tail; null without rows';
CREATE INDEX datastream_made_by_ix ON datastream (made_by);
