package org.aralwatch.geodata.storage;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/**
 * What people make of values: they accept, doubt, reject and comment on them, and correct them.
 * Each call is one change of the record with its actor and reason; what was before stays in the
 * history. A file that brings again what it brought before leaves all of this alone; one that
 * brings another value replaces it. Thread-safe.
 */
public final class Reviews {
  private final Jdbi jdbi;

  public Reviews(Database database) {
    this.jdbi = database.jdbi();
  }

  /** Who, and why; both stand in the history. */
  public record Author(String actor, String reason) {}

  /**
   * What a call did.
   *
   * @param revision of the change; empty where nothing changed
   * @param rows how many values were changed
   * @param approved values that were left as they are because they are approved; of tests only
   */
  public record Outcome(OptionalLong revision, long rows, long approved) {}

  /**
   * A value that takes the place of the one that begins there.
   *
   * @param begin microseconds since 1970
   * @param result in the datastream's unit; finite
   */
  public record Correction(long begin, double result, Qualifier qualifier, QualityFlag flag) {
    public Correction {
      if (!Double.isFinite(result)) {
        throw new IllegalArgumentException("cannot correct a value to " + result);
      }
    }
  }

  /**
   * What tests say of the value that begins there.
   *
   * @param begin microseconds since 1970
   * @param flag summary of the tests
   * @param tests one bit per failed test
   */
  public record Tested(long begin, QualityFlag flag, int tests) {}

  /** Of a value v with its basis b and a row n that says what it becomes. */
  private static final String STAGE =
      """
      INSERT INTO staged (%s)
      SELECT o.datastream_id, o.begin_time, o.end_time, %s, o.observation_day, false, %s,
             coalesce(b.upload_change, o.change_id), coalesce(b.value_change, o.change_id), %s
      FROM observation o
      LEFT JOIN observation_basis b ON b.datastream_id = o.datastream_id
        AND b.begin_time = o.begin_time AND b.change_id = o.change_id
      %s
      WHERE o.datastream_id = :datastream AND o.begin_time >= :from AND o.begin_time < :to AND %s
      """;

  private static final String AS_IT_IS = "o.result, o.qualifier, o.flag, o.tests";

  /**
   * Accepts, doubts or rejects the values that begin in {@code begins}; their summary flag follows.
   *
   * @throws StorageException when there is no such datastream, or values are approved and are to be
   *     kept
   */
  public Outcome decide(
      int datastream, Interval begins, Decision decision, Author author, ApprovedValues approved) {
    if (decision == Decision.CORRECTED) {
      throw new IllegalArgumentException("a correction says what the value is");
    }
    return amend(
        "review",
        datastream,
        begins,
        author,
        approved,
        new Statement(
            "o.result, o.qualifier, :flag, o.tests",
            "true",
            "cast(:decision as \"char\"), :change",
            "",
            "(o.flag <> :flag OR b.decision IS DISTINCT FROM cast(:decision as \"char\"))"),
        update ->
            update
                .bind("flag", (short) decision.flag().code())
                .bind("decision", String.valueOf(decision.symbol())));
  }

  /** Comments on the values that begin in {@code begins}: the reason is the comment. */
  public Outcome comment(int datastream, Interval begins, Author author) {
    return amend(
        "review",
        datastream,
        begins,
        author,
        ApprovedValues.CHANGE,
        new Statement(AS_IT_IS, "false", "b.decision, b.decided_by", "", "true"),
        update -> {});
  }

  /**
   * Takes back what people made of the values that begin in {@code begins}: they are again as their
   * upload gave them.
   *
   * @throws StorageException as {@link #decide}
   */
  public Outcome reset(int datastream, Interval begins, Author author, ApprovedValues approved) {
    return amend(
        "review",
        datastream,
        begins,
        author,
        approved,
        new Statement(
            "v.result, v.qualifier, v.flag, v.tests",
            "true",
            "NULL, NULL",
            """
            JOIN observation_history v ON v.datastream_id = b.datastream_id
              AND v.begin_time = b.begin_time AND v.change_id = b.value_change""",
            """
            (b.decision IS NOT NULL OR (o.result, o.qualifier, o.flag, o.tests)
               IS DISTINCT FROM (v.result, v.qualifier, v.flag, v.tests))"""),
        update -> {});
  }

  /**
   * Stores corrected values: shifted, scaled, freed of drift, interpolated or replaced.
   *
   * @param corrections ascending in begin, each of a value that is there
   * @throws StorageException as {@link #decide}, and when no value begins at one of the times
   */
  public Outcome correct(
      int datastream, List<Correction> corrections, Author author, ApprovedValues approved) {
    if (corrections.isEmpty()) {
      return new Outcome(OptionalLong.empty(), 0, 0);
    }
    long[] begins = corrections.stream().mapToLong(Correction::begin).toArray();
    requireAscending(begins);
    return amend(
        "correction",
        datastream,
        around(begins),
        author,
        approved,
        new Statement(
            "n.result, n.qualifier, n.flag, o.tests",
            "true",
            "cast('c' as \"char\"), :change",
            """
            JOIN (SELECT timestamptz 'epoch' + begin * interval '1 microsecond' AS begin_time,
                         result, qualifier::"char", flag::smallint
                  FROM unnest(:begins, :results, :qualifiers, :flags)
                    AS given (begin, result, qualifier, flag)) AS n
              ON n.begin_time = o.begin_time""",
            "true"),
        update ->
            update
                .bind("begins", SqlArray.ofLongs(begins))
                .bind(
                    "results",
                    SqlArray.ofDoubles(
                        corrections.stream()
                            .mapToDouble(c -> c.result() == 0 ? 0.0 : c.result())
                            .toArray()))
                .bind(
                    "qualifiers",
                    SqlArray.ofTexts(
                        corrections.stream()
                            .map(c -> String.valueOf(c.qualifier().symbol()))
                            .toList()))
                .bind(
                    "flags",
                    SqlArray.ofInts(corrections.stream().mapToInt(c -> c.flag().code()).toArray())),
        begins);
  }

  /**
   * Stores what tests found when they were run again, as over the neighbours of rows that came
   * between or were taken away. What a person decided stands above it: of such a value only the
   * test bits change. Approved values are left as they are.
   *
   * @param tested ascending in begin; times at which no value begins are left out
   * @throws StorageException when there is no such datastream
   */
  public Outcome retest(int datastream, List<Tested> tested, Author author) {
    if (tested.isEmpty()) {
      return new Outcome(OptionalLong.empty(), 0, 0);
    }
    long[] begins = tested.stream().mapToLong(Tested::begin).toArray();
    requireAscending(begins);
    return amend(
        "retest",
        datastream,
        around(begins),
        author,
        ApprovedValues.KEEP,
        new Statement(
            "o.result, o.qualifier, CASE WHEN b.decision IS NULL THEN n.flag ELSE o.flag END, n.tests",
            "true",
            "b.decision, b.decided_by",
            """
            JOIN (SELECT timestamptz 'epoch' + begin * interval '1 microsecond' AS begin_time,
                         flag::smallint, tests
                  FROM unnest(:begins, :flags, :tests) AS given (begin, flag, tests)) AS n
              ON n.begin_time = o.begin_time""",
            """
            (o.tests <> n.tests OR b.decision IS NULL AND o.flag <> n.flag)"""),
        update ->
            update
                .bind("begins", SqlArray.ofLongs(begins))
                .bind(
                    "flags",
                    SqlArray.ofInts(tested.stream().mapToInt(t -> t.flag().code()).toArray()))
                .bind("tests", SqlArray.ofInts(tested.stream().mapToInt(Tested::tests).toArray())));
  }

  /** How values become others, as parts of {@link #STAGE}. */
  private record Statement(
      String values, String altered, String decision, String join, String condition) {
    String sql() {
      return STAGE.formatted(Restatement.COLUMNS, values, altered, decision, join, condition);
    }
  }

  private Outcome amend(
      String kind,
      int datastream,
      Interval begins,
      Author author,
      ApprovedValues approved,
      Statement statement,
      Consumer<Update> bindings,
      long... expected) {
    return jdbi.inTransaction(
        handle -> {
          DatastreamRef ref = DatastreamSql.lockStanding(handle, datastream);
          long change =
              Revisions.openChangeSet(handle, kind, null, author.actor(), author.reason());
          Restatement restatement = new Restatement(handle, change);
          Update update =
              handle
                  .createUpdate(statement.sql())
                  .bind("datastream", datastream)
                  .bind("from", ObservationReader.utc(begins.from()))
                  .bind("to", ObservationReader.utc(begins.to()));
          if (statement.decision().contains(":change")) {
            update.bind("change", change);
          }
          bindings.accept(update);
          int rows = update.execute();
          if (expected.length > rows) {
            throw new StorageException(missing(handle, datastream, expected));
          }
          long kept = 0;
          if (kind.equals("retest")) {
            kept = restatement.removeApproved();
          } else if (approved == ApprovedValues.KEEP) {
            Approvals.refuse(restatement.countApproved(), "this " + kind);
          }
          long changed = restatement.apply(List.of(ref));
          if (changed == 0) {
            handle.execute("DELETE FROM change_set WHERE id = ?", change);
            return new Outcome(OptionalLong.empty(), 0, kept);
          }
          long revision = Revisions.raise(handle, change);
          restatement.describe(revision);
          return new Outcome(OptionalLong.of(revision), changed, kept);
        });
  }

  private static String missing(Handle handle, int datastream, long[] begins) {
    long first =
        handle
            .createQuery(
                """
                SELECT micros FROM unnest(:begins) AS micros
                WHERE NOT EXISTS (SELECT FROM observation o WHERE o.datastream_id = :datastream
                  AND o.begin_time = timestamptz 'epoch' + micros * interval '1 microsecond')
                ORDER BY micros LIMIT 1
                """)
            .bind("begins", SqlArray.ofLongs(begins))
            .bind("datastream", datastream)
            .mapTo(Long.class)
            .one();
    return "no value of datastream "
        + datastream
        + " begins at "
        + ObservationReader.instant(first)
        + ", so none can be corrected there";
  }

  private static void requireAscending(long[] begins) {
    for (int i = 1; i < begins.length; i++) {
      if (begins[i] <= begins[i - 1]) {
        throw new IllegalArgumentException(
            "times do not ascend at " + ObservationReader.instant(begins[i]));
      }
    }
  }

  private static Interval around(long[] begins) {
    long last = Arrays.stream(begins).max().orElseThrow();
    return Interval.of(ObservationReader.instant(begins[0]), ObservationReader.instant(last + 1));
  }
}
