-- Discharge is rounded to three significant digits in the region, a level to two decimals: a property
-- says the one or the other. A few dozen rows, an exclusive lock for a moment; the properties are
-- read again from their file at the next start, which fills the column.
ALTER TABLE observed_property
  ADD COLUMN significant_digits smallint,
  ALTER COLUMN decimals DROP NOT NULL;
COMMENT ON COLUMN observed_property.decimals IS 'digits after the point, for display; null where significant_digits says it';
COMMENT ON COLUMN observed_property.significant_digits IS 'significant digits, for display; null where decimals says it';
DELETE FROM reference_file WHERE name = 'properties.json';
