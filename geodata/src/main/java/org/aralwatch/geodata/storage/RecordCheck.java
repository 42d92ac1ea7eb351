package org.aralwatch.geodata.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
              for (RecordRules.Rule rule : RecordRules.ALL) {
                progress.accept(rule.sentence());
                findings.add(find(rule.sentence(), handle.createQuery(rule.sql())));
              }
              findings.add(checkReplay(handle, progress));
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

  /** Goes through every place that ever changed, as a revert does. */
  private static Finding checkReplay(Handle handle, Consumer<String> progress) {
    String sentence =
        "what stands is what the uploads that were not reverted, and people, have left";
    progress.accept(sentence);
    Places places = new Places();
    List<Integer> changed =
        handle
            .createQuery("SELECT DISTINCT datastream_id FROM observation_history")
            .mapTo(Integer.class)
            .list();
    new PlaceReader(handle)
        .each(
            "(SELECT DISTINCT datastream_id, begin_time FROM observation_history)",
            SeriesRange.whole(changed),
            (datastream, begin, day, versions, runs) -> {
              Replay.Version last = versions.get(versions.size() - 1);
              boolean stands = last.until() == Long.MAX_VALUE;
              Optional<Replay.Outcome> outcome = Replay.of(versions, runs);
              if (outcome.isPresent() != stands || stands && !outcome.get().isOf(last)) {
                places.add("datastream " + datastream + " at " + ObservationReader.instant(begin));
              }
            });
    return places.finding(sentence);
  }

  private static Finding find(String sentence, Query query) {
    Places places = new Places();
    query.setFetchSize(1_000).mapTo(String.class).forEach(places::add);
    return places.finding(sentence);
  }

  /** Counts all, keeps the first few. */
  private static final class Places {
    private final List<String> samples = new ArrayList<>();
    private long count;

    void add(String place) {
      if (count++ < SAMPLES) {
        samples.add(place);
      }
    }

    Finding finding(String sentence) {
      return new Finding(sentence, count, samples);
    }
  }
}
