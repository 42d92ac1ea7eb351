-- Dated reference data: filled from the reviewed files of this repository at every migration, so
-- that names, units and limits have one home. Empty tables, no lock of note.

CREATE TABLE organisation (
  id      text  CONSTRAINT organisation_pk PRIMARY KEY,
  name    jsonb NOT NULL,
  url     text  NOT NULL,
  country text
);
COMMENT ON COLUMN organisation.name IS 'text by BCP 47 language tag';
COMMENT ON COLUMN organisation.country IS 'ISO 3166-1 alpha-3; null for international bodies';

CREATE TABLE licence (
  id             text    CONSTRAINT licence_pk PRIMARY KEY,
  name           text    NOT NULL,
  url            text    NOT NULL,
  attribution    boolean NOT NULL,
  share_alike    boolean NOT NULL,
  commercial     boolean NOT NULL,
  redistribution boolean NOT NULL,
  modification   boolean NOT NULL
);

CREATE TABLE unit (
  ucum        text             CONSTRAINT unit_pk PRIMARY KEY,
  symbol      jsonb            NOT NULL,
  name        jsonb            NOT NULL,
  dimension   text             NOT NULL,
  base_factor double precision NOT NULL,
  base_offset double precision NOT NULL
);
COMMENT ON COLUMN unit.dimension IS 'exponents of the base units, as L3.T-1; only equal dimensions convert';
COMMENT ON COLUMN unit.base_factor IS 'value in base units = value * base_factor + base_offset';

CREATE TABLE observed_property (
  id           integer          GENERATED ALWAYS AS IDENTITY CONSTRAINT observed_property_pk PRIMARY KEY,
  code         text             NOT NULL CONSTRAINT observed_property_code_uq UNIQUE,
  name         jsonb            NOT NULL,
  definition   jsonb            NOT NULL,
  unit         text             NOT NULL CONSTRAINT observed_property_unit_fk REFERENCES unit,
  aggregation  text             NOT NULL CONSTRAINT observed_property_aggregation_ck CHECK (aggregation IN ('mean', 'sum')),
  decimals     smallint         NOT NULL,
  persistence  text             NOT NULL,
  gross_min    double precision,
  gross_max    double precision,
  gross_source text
);
COMMENT ON COLUMN observed_property.unit IS 'UCUM code of the unit in which results are stored';
COMMENT ON COLUMN observed_property.persistence IS 'ISO 8601 period for which a value may stand for a later date on the map';
COMMENT ON COLUMN observed_property.gross_min IS 'lowest believable result, in unit; null for no limit';
COMMENT ON COLUMN observed_property.gross_max IS 'highest believable result, in unit; null for no limit';

CREATE TABLE layer (
  id                smallint GENERATED ALWAYS AS IDENTITY CONSTRAINT layer_pk PRIMARY KEY,
  code              text     NOT NULL CONSTRAINT layer_code_uq UNIQUE,
  name              jsonb    NOT NULL,
  geometry_type     text     NOT NULL CONSTRAINT layer_geometry_type_ck CHECK (geometry_type IN ('point', 'line', 'polygon')),
  kind              text     NOT NULL CONSTRAINT layer_kind_ck CHECK (kind IN ('base', 'station', 'area')),
  sort_order        smallint NOT NULL,
  attribution       text     NOT NULL,
  geometry_revision bigint   NOT NULL DEFAULT 0
);
COMMENT ON COLUMN layer.geometry_revision IS 'revision of the last change to a feature of the layer; a part of every cache key';

CREATE TABLE feature (
  id         bigint   GENERATED ALWAYS AS IDENTITY CONSTRAINT feature_pk PRIMARY KEY,
  layer_id   smallint NOT NULL CONSTRAINT feature_layer_fk REFERENCES layer,
  code       text     NOT NULL,
  name       jsonb    NOT NULL,
  aliases    text[]   NOT NULL DEFAULT '{}',
  geometry   bytea    NOT NULL,
  bounds     box      NOT NULL,
  valid_from date,
  valid_to   date,
  attributes jsonb    NOT NULL DEFAULT '{}',
  origin     text     NOT NULL,
  CONSTRAINT feature_code_uq UNIQUE (layer_id, code)
);
COMMENT ON COLUMN feature.geometry IS 'WKB, EPSG:4326, longitude first, degrees';
COMMENT ON COLUMN feature.bounds IS 'bounding box, EPSG:4326, longitude first, degrees';
COMMENT ON COLUMN feature.valid_to IS 'the day after the last day on which the feature is as described';
COMMENT ON COLUMN feature.origin IS '"reference" for features of the reviewed files, else "upload:<id>"';
CREATE INDEX feature_bounds_ix ON feature USING gist (bounds);

-- Which reviewed files are in, so that an unchanged start writes nothing.
CREATE TABLE reference_file (
  name   text  CONSTRAINT reference_file_pk PRIMARY KEY,
  sha256 bytea NOT NULL
);
