package org.aralwatch.geodata.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.aralwatch.geodata.observation.Support;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Proves the record: that every reference leads somewhere, that history has neither gap nor
 * overlap, and that every roll-up, count and extent is what the observations say. Reads one
 * snapshot and changes nothing, so that it can run beside everything else.
 */
public final class RecordCheck {
  private static final int SAMPLES = 5;

  private final Database database;

  public RecordCheck(Database database) {
    this.database = database;
  }

  /**
   * One rule and what it found.
   *
   * @param rule what must hold, a sentence
   * @param violations how often it does not
   * @param samples the first few places
   */
  public record Finding(String rule, long violations, List<String> samples) {
    public boolean holds() {
      return violations == 0;
    }
  }

  private record Rule(String sentence, String sql) {}

  /** Every query gives one text per violation: the place. */
  private static final List<Rule> RULES =
      List.of(
          new Rule(
              "every observation belongs to a datastream",
              """
              SELECT 'datastream ' || o.datastream_id || ' at ' || o.begin_time
              FROM observation o LEFT JOIN datastream d ON d.id = o.datastream_id WHERE d.id IS NULL
              """),
          new Rule(
              "every observation was brought by a committed change",
              """
              SELECT 'datastream ' || o.datastream_id || ' at ' || o.begin_time
              FROM observation o LEFT JOIN change_set c ON c.id = o.change_id WHERE c.revision IS NULL
              """),
          new Rule(
              "every replaced observation was brought and replaced by committed changes, in that order",
              """
              SELECT 'datastream ' || h.datastream_id || ' at ' || h.begin_time
              FROM observation_history h
              LEFT JOIN datastream d ON d.id = h.datastream_id
              LEFT JOIN change_set c ON c.id = h.change_id
              LEFT JOIN change_set r ON r.id = h.replaced_by
              WHERE d.id IS NULL OR c.revision IS NULL OR r.revision IS NULL OR c.revision >= r.revision
              """),
          new Rule(
              "a replaced observation is followed by what replaced it, or by nothing",
              """
              WITH versions AS (
                SELECT h.datastream_id, h.begin_time, h.replaced_by, r.revision AS until,
                       lead(h.change_id) OVER w AS next_change, lead(c.revision) OVER w AS next_since
                FROM observation_history h
                JOIN change_set c ON c.id = h.change_id JOIN change_set r ON r.id = h.replaced_by
                WINDOW w AS (PARTITION BY h.datastream_id, h.begin_time ORDER BY c.revision))
              SELECT 'datastream ' || v.datastream_id || ' at ' || v.begin_time
              FROM versions v
              LEFT JOIN observation o ON v.next_change IS NULL
                AND o.datastream_id = v.datastream_id AND o.begin_time = v.begin_time
              LEFT JOIN change_set c ON c.id = o.change_id
              WHERE coalesce(v.next_since, c.revision) < v.until
              """),
          new Rule(
              "an observation's day is the station-local date of its begin",
              """
              SELECT 'datastream ' || o.datastream_id || ' at ' || o.begin_time
              FROM observation o JOIN datastream d ON d.id = o.datastream_id
              WHERE o.observation_day <> (o.begin_time AT TIME ZONE d.time_zone)::date
              """),
          new Rule(
              "a datastream's count, extent and revision are those of its observations",
              """
              SELECT 'datastream ' || d.id
              FROM datastream d
              LEFT JOIN (SELECT o.datastream_id, count(*) AS n, min(o.begin_time) AS first_begin,
                                max(o.end_time) AS last_end, max(c.revision) AS revision
                         FROM observation o JOIN change_set c ON c.id = o.change_id
                         GROUP BY o.datastream_id) AS o ON o.datastream_id = d.id
              WHERE d.observation_count <> coalesce(o.n, 0)
                 OR d.first_begin IS DISTINCT FROM o.first_begin
                 OR d.last_end IS DISTINCT FROM o.last_end
                 OR d.revision < coalesce(o.revision, 0)
              """),
          new Rule(
              "the cache revision of a month is no older than any observation in it",
              """
              SELECT 'layer ' || n.layer_id || ', property ' || n.property_id || ', ' || n.month
              FROM (SELECT f.layer_id, d.property_id,
                           date_trunc('month', o.begin_time AT TIME ZONE 'UTC')::date AS month,
                           max(c.revision) AS revision
                    FROM observation o
                    JOIN datastream d ON d.id = o.datastream_id JOIN feature f ON f.id = d.feature_id
                    JOIN change_set c ON c.id = o.change_id
                    GROUP BY 1, 2, 3) AS n
              LEFT JOIN value_revision v USING (layer_id, property_id, month)
              WHERE v.revision IS NULL OR v.revision < n.revision
              """),
          new Rule(
              "no revision lies above the counter, and committed times ascend with revisions",
              """
              SELECT 'revision ' || revision
              FROM (SELECT c.revision, c.committed_at, k.revision AS highest,
                           lag(c.committed_at) OVER (ORDER BY c.revision) AS before
                    FROM change_set c CROSS JOIN revision_counter k) AS s
              WHERE revision IS NULL OR revision > highest OR committed_at <= before
              """),
          new Rule(
              "a stored upload has its change, and its file is kept whole",
              """
              SELECT 'upload ' || u.id FROM upload u
              LEFT JOIN change_set c ON c.upload_id = u.id LEFT JOIN blob b ON b.sha256 = u.sha256
              WHERE u.status = 'stored' AND (c.revision IS NULL OR b.size IS DISTINCT FROM u.size)
              """),
          new Rule(
              "a blob's chunks hold the bytes of its hash",
              """
              SELECT 'blob ' || encode(b.sha256, 'hex') FROM blob b
              WHERE b.size <> coalesce((SELECT sum(length(c.bytes)) FROM blob_chunk c WHERE c.sha256 = b.sha256), 0)
                 OR (b.size < 500000000 AND b.sha256 <> sha256(coalesce(
                       (SELECT string_agg(c.bytes, ''::bytea ORDER BY c.number) FROM blob_chunk c
                        WHERE c.sha256 = b.sha256), ''::bytea)))
              """),
          new Rule(
              "every datastream of a feature has a feature in a known layer",
              """
              SELECT 'datastream ' || d.id FROM datastream d
              LEFT JOIN feature f ON f.id = d.feature_id LEFT JOIN layer l ON l.id = f.layer_id
              WHERE l.id IS NULL
              """));

  /**
   * Runs every rule.
   *
   * @param progress told each rule's sentence before it runs
   */
  public List<Finding> run(Consumer<String> progress) {
    return database
        .jdbi()
        .inTransaction(
            TransactionIsolationLevel.REPEATABLE_READ,
            handle -> {
              List<Finding> findings = new ArrayList<>();
              for (Rule rule : RULES) {
                progress.accept(rule.sentence());
                findings.add(find(rule.sentence(), handle.createQuery(rule.sql())));
              }
              for (RollupLevel level : RollupLevel.values()) {
                findings.add(checkRollup(handle, level, progress));
              }
              return findings;
            });
  }

  private Finding checkRollup(Handle handle, RollupLevel level, Consumer<String> progress) {
    String sentence =
        "the roll-ups in " + level.table() + " are what the observations in them give";
    progress.accept(sentence);
    Integer[] entering =
        handle
            .createQuery("SELECT id, support FROM datastream ORDER BY id")
            .map((rs, ctx) -> level.isEntryOf(Support.ofCode(rs.getString(2))) ? rs.getInt(1) : -1)
            .filter(id -> id >= 0)
            .stream()
            .toArray(Integer[]::new);
    String partials =
        RollupSql.observations(level, "observation o WHERE o.datastream_id = ANY(:ids)");
    if (level != RollupLevel.DAY) {
      RollupLevel finer = RollupLevel.values()[level.ordinal() - 1];
      partials += " UNION ALL " + RollupSql.finer(level, finer.table() + " r");
    }
    return find(
        sentence,
        handle
            .createQuery(
                """
                SELECT coalesce(a.datastream_id, b.datastream_id) || ' on '
                       || coalesce(a.start_day, b.start_day)
                FROM %1$s a FULL JOIN (%2$s) b
                  ON a.datastream_id = b.datastream_id AND a.start_day = b.start_day
                WHERE (a.n, a.first_time, a.first_result, a.last_time, a.last_result, a.min_time,
                       a.min_result, a.max_time, a.max_result, a.n_below, a.n_above, a.worst_flag)
                  IS DISTINCT FROM
                      (b.n, b.first_time, b.first_result, b.last_time, b.last_result, b.min_time,
                       b.min_result, b.max_time, b.max_result, b.n_below, b.n_above, b.worst_flag)
                   OR NOT (abs(a.sum - b.sum) <= 1e-9 * greatest(1, abs(b.sum))
                       AND abs(a.weighted_sum - b.weighted_sum) <= 1e-9 * greatest(1, abs(b.weighted_sum))
                       AND abs(a.covered_seconds - b.covered_seconds) <= 1e-6
                       AND abs(a.sum_zero - b.sum_zero) <= 1e-9 * greatest(1, abs(b.sum_zero))
                       AND abs(a.sum_half - b.sum_half) <= 1e-9 * greatest(1, abs(b.sum_half)))
                """
                    .formatted(level.table(), RollupSql.aggregate(partials)))
            .bindArray("ids", Integer.class, (Object[]) entering));
  }

  private static Finding find(String sentence, Query query) {
    List<String> samples = new ArrayList<>();
    long[] count = {0};
    query
        .setFetchSize(1_000)
        .mapTo(String.class)
        .forEach(
            place -> {
              if (count[0]++ < SAMPLES) {
                samples.add(place);
              }
            });
    return new Finding(sentence, count[0], samples);
  }
}
