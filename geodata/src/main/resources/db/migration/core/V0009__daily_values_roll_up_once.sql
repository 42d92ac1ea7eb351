-- A day's value is its own roll-up: series of daily values are rolled up from the month on. What
-- stood in their months and years was the sum of these rows and stays. Reads a row for each such
-- value; on a record of a hundred million this takes minutes.
DELETE FROM rollup_day r USING datastream d WHERE d.id = r.datastream_id AND d.support = 'day';
