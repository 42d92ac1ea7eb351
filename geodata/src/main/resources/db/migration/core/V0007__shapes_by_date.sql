-- A sea that dries up has another shore every few years. The features of one layer may be how those
-- of another looked in their time. A small table changed, an exclusive lock for a moment.
ALTER TABLE layer
  ADD COLUMN shapes_of        text,
  ADD COLUMN shapes_attribute text,
  ADD CONSTRAINT layer_shapes_ck CHECK ((shapes_of IS NULL) = (shapes_attribute IS NULL));
COMMENT ON COLUMN layer.shapes_of IS 'code of the layer whose features had the shapes of this one''s, from valid_from to valid_to';
COMMENT ON COLUMN layer.shapes_attribute IS 'attribute of this layer''s features that holds the code of the feature in that layer';
