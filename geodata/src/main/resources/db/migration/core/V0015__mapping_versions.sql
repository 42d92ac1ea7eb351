-- A saved mapping keeps its versions, and is found again by the layout of the file it was made for.
-- What was saved becomes version 1; a handful of rows. Who reads the newest reads the view.
ALTER TABLE mapping RENAME TO mapping_before;
CREATE TABLE mapping_version (
  name        text        NOT NULL,
  version     integer     NOT NULL,
  definition  jsonb       NOT NULL,
  fingerprint text,
  actor       text        NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT mapping_version_pk PRIMARY KEY (name, version)
);
COMMENT ON COLUMN mapping_version.version IS 'from 1, without gaps';
COMMENT ON COLUMN mapping_version.fingerprint IS 'of the layout of the files it is for; null where that was not told';
CREATE INDEX mapping_version_fingerprint_ix ON mapping_version (fingerprint);
INSERT INTO mapping_version (name, version, definition, actor, created_at)
SELECT name, 1, definition, actor, updated_at FROM mapping_before;
DROP TABLE mapping_before;
CREATE VIEW mapping AS
SELECT DISTINCT ON (name) name, version, definition, fingerprint, actor, created_at AS updated_at
FROM mapping_version ORDER BY name, version DESC;
COMMENT ON VIEW mapping IS 'the newest version of each saved mapping';
