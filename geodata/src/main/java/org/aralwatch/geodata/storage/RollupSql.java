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
   * One row per datastream and span out of {@code partials}, a query giving {@link #COLUMNS}.
   * Arrays order by their first item, then the second: they carry a time to its result, or a result
   * to its earliest time, in one pass.
   *
   * <p>Months and years are summed in the order of time, so that every store gives the same last
   * digit whatever plan it makes. Within a day the rows come in that order on every plan there is,
   * and sorting a million of them would cost a fifth of a load.
   */
  static String aggregate(RollupLevel level, String partials) {
    String order = level == RollupLevel.DAY ? "" : " ORDER BY first_time";
    return """
        SELECT datastream_id, start_day, n, covered_seconds, sum, weighted_sum,
               to_timestamp(first_pair[1]) AS first_time, first_pair[2] AS first_result,
               to_timestamp(last_pair[1]) AS last_time, last_pair[2] AS last_result,
               to_timestamp(min_pair[2]) AS min_time, min_pair[1] AS min_result,
               to_timestamp(-max_pair[2]) AS max_time, max_pair[1] AS max_result,
               n_below, n_above, sum_zero, sum_half, worst_flag
        FROM (
          SELECT datastream_id, start_day,
                 sum(n)::integer AS n, sum(covered_seconds%2$s) AS covered_seconds,
                 sum(sum%2$s) AS sum, sum(weighted_sum%2$s) AS weighted_sum,
                 min(ARRAY[date_part('epoch', first_time), first_result]) AS first_pair,
                 max(ARRAY[date_part('epoch', last_time), last_result]) AS last_pair,
                 min(ARRAY[min_result, date_part('epoch', min_time)]) AS min_pair,
                 max(ARRAY[max_result, -date_part('epoch', max_time)]) AS max_pair,
                 sum(n_below)::integer AS n_below, sum(n_above)::integer AS n_above,
                 sum(sum_zero%2$s) AS sum_zero, sum(sum_half%2$s) AS sum_half,
                 max(worst_flag) AS worst_flag
          FROM (%1$s) AS partial
          GROUP BY datastream_id, start_day) AS gathered
        """
        .formatted(partials, order);
  }

  /** Each usable observation of {@code from} (alias o) as a partial row of {@code level}. */
  static String observations(RollupLevel level, String from) {
    return """
        SELECT o.datastream_id, %s AS start_day, 1 AS n,
               date_part('epoch', o.end_time - o.begin_time) AS covered_seconds, o.result AS sum,
               o.result * date_part('epoch', o.end_time - o.begin_time) AS weighted_sum,
               o.begin_time AS first_time, o.result AS first_result,
               o.begin_time AS last_time, o.result AS last_result,
               o.begin_time AS min_time, o.result AS min_result,
               o.begin_time AS max_time, o.result AS max_result,
               (o.qualifier = '<')::integer AS n_below, (o.qualifier = '>')::integer AS n_above,
               CASE WHEN o.qualifier = '<' THEN 0 ELSE o.result END AS sum_zero,
               CASE WHEN o.qualifier = '<' THEN o.result / 2 ELSE o.result END AS sum_half,
               o.flag AS worst_flag
        FROM %s AND o.flag IN (1, 2, 3)
        """
        .formatted(level.spanOf("o.observation_day"), from);
  }

  /** Rows of the finer roll-up in {@code from} (alias r) as partial rows of {@code level}. */
  static String finer(RollupLevel level, String from) {
    return """
        SELECT r.datastream_id, %s AS start_day, r.n, r.covered_seconds, r.sum, r.weighted_sum,
               r.first_time, r.first_result, r.last_time, r.last_result, r.min_time, r.min_result,
               r.max_time, r.max_result, r.n_below, r.n_above, r.sum_zero, r.sum_half, r.worst_flag
        FROM %s
        """
        .formatted(level.spanOf("r.start_day"), from);
  }
}
