package org.aralwatch.geodata.storage;

/**
 * The one definition of a roll-up, as SQL: used to keep the roll-ups in the ingest transaction and
 * to prove them. A level is the sum of partial rows: single observations, or rows of the finer
 * level.
 */
final class RollupSql {
  static final String COLUMNS =
      """
      datastream_id, start_day, n, covered_seconds, sum, weighted_sum, first_time, first_result,
      last_time, last_result, min_time, min_result, max_time, max_result, n_below, n_above,
      sum_zero, sum_half, worst_flag""";

  private RollupSql() {}

  /**
   * One row per datastream and span out of {@code partials}, a query of {@link #observations} or
   * {@link #finer}. Arrays order by their first item, then the second: they carry a time to its
   * result, or a result to its earliest time, in one pass.
   *
   * <p>Summed in the order of time, so that every store gives the same last digit whatever plan it
   * makes, and however the rows came.
   */
  static String aggregate(String partials) {
    return """
        SELECT datastream_id, start_day, n, covered_seconds, sum, weighted_sum,
               to_timestamp(first_pair[1]) AS first_time, first_pair[2] AS first_result,
               to_timestamp(last_pair[1]) AS last_time, last_pair[2] AS last_result,
               to_timestamp(min_pair[2]) AS min_time, min_pair[1] AS min_result,
               to_timestamp(-max_pair[2]) AS max_time, max_pair[1] AS max_result,
               n_below, n_above, sum_zero, sum_half, worst_flag
        FROM (
          SELECT datastream_id, start_day,
                 sum(n)::integer AS n, sum(covered_seconds ORDER BY first_pair[1]) AS covered_seconds,
                 sum(sum ORDER BY first_pair[1]) AS sum, sum(weighted_sum ORDER BY first_pair[1]) AS weighted_sum,
                 min(first_pair) AS first_pair, max(last_pair) AS last_pair,
                 min(min_pair) AS min_pair, max(max_pair) AS max_pair,
                 sum(n_below)::integer AS n_below, sum(n_above)::integer AS n_above,
                 sum(sum_zero ORDER BY first_pair[1]) AS sum_zero, sum(sum_half ORDER BY first_pair[1]) AS sum_half,
                 max(worst_flag) AS worst_flag
          FROM (%s) AS partial
          GROUP BY datastream_id, start_day) AS gathered
        """
        .formatted(partials);
  }

  /** Each usable observation of {@code from} (alias o) as a partial row of {@code level}. */
  static String observations(RollupLevel level, String from) {
    // The inner query computes once what several columns are made of; OFFSET keeps it together.
    return """
        SELECT datastream_id, start_day, 1 AS n, seconds AS covered_seconds, result AS sum,
               result * seconds AS weighted_sum,
               timed AS first_pair, timed AS last_pair,
               ARRAY[result, epoch] AS min_pair, ARRAY[result, -epoch] AS max_pair,
               (qualifier = '<')::integer AS n_below, (qualifier = '>')::integer AS n_above,
               CASE WHEN qualifier = '<' THEN 0 ELSE result END AS sum_zero,
               CASE WHEN qualifier = '<' THEN result / 2 ELSE result END AS sum_half,
               flag AS worst_flag
        FROM (SELECT e.*, ARRAY[epoch, result] AS timed
              FROM (SELECT o.datastream_id, %s AS start_day, o.result, o.qualifier, o.flag,
                           date_part('epoch', o.begin_time) AS epoch,
                           date_part('epoch', o.end_time - o.begin_time) AS seconds
                    FROM %s AND o.flag IN (1, 2, 3) OFFSET 0) AS e
              OFFSET 0) AS observations
        """
        .formatted(level.spanOf("o.observation_day"), from);
  }

  /** Rows of the finer roll-up in {@code from} (alias r) as partial rows of {@code level}. */
  static String finer(RollupLevel level, String from) {
    return """
        SELECT r.datastream_id, %s AS start_day, r.n, r.covered_seconds, r.sum, r.weighted_sum,
               ARRAY[date_part('epoch', r.first_time), r.first_result] AS first_pair,
               ARRAY[date_part('epoch', r.last_time), r.last_result] AS last_pair,
               ARRAY[r.min_result, date_part('epoch', r.min_time)] AS min_pair,
               ARRAY[r.max_result, -date_part('epoch', r.max_time)] AS max_pair,
               r.n_below, r.n_above, r.sum_zero, r.sum_half, r.worst_flag
        FROM %s
        """
        .formatted(level.spanOf("r.start_day"), from);
  }
}
