-- Chunks of years, not weeks: station records are long and sparse, and a week's chunk of them would
-- hold a handful of rows. The extension changes the layout only, never a result. Moves the rows that
-- are there and locks the table while it does.
SELECT create_hypertable('observation', by_range('begin_time', INTERVAL '10 years'),
                         create_default_indexes => false, migrate_data => true);
