package org.aralwatch.ingest.pipeline;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.quality.QualityTest;
import org.aralwatch.geodata.storage.DatastreamRef;
import org.aralwatch.geodata.storage.Detail;
import org.aralwatch.geodata.storage.LoadTransaction;

/** Checks what the reader found, stages what may be taken, and counts all. Not thread-safe. */
final class Stager implements ObservationSink {
  /** Rows between two looks at progress and interruption. */
  private static final int ROWS_PER_LOOK = 4_096;

  private final LoadTransaction transaction;
  private final ZoneId zone;
  private final Checks checks;
  private final RejectLog rejects;
  private final Preview preview;
  private final Runnable onProgress;
  private final Map<String, Long> flagged = new TreeMap<>();
  private final List<String> tablesLeftOut = new ArrayList<>();
  private long rows;
  private long ignored;
  private long missing;
  private long staged;

  /**
   * @param zone of the stations' days
   * @param preview null where nobody looks at one
   * @param onProgress called every few thousand rows
   */
  Stager(
      LoadTransaction transaction,
      ZoneId zone,
      Checks checks,
      RejectLog rejects,
      Preview preview,
      Runnable onProgress) {
    this.transaction = transaction;
    this.zone = zone;
    this.checks = checks;
    this.rejects = rejects;
    this.preview = preview;
    this.onProgress = onProgress;
  }

  @Override
  public void beginTable(String name) {
    rejects.beginTable(name);
  }

  @Override
  public void tableLeftOut(String name) {
    tablesLeftOut.add(name);
    if (preview != null) {
      preview.leftOut(name);
    }
  }

  @Override
  public void beginRow(long line) {
    rows++;
    if (rows % ROWS_PER_LOOK == 0) {
      // Cleared as well: what follows, the roll-back first, needs the store.
      if (Thread.interrupted()) {
        throw new LoadInterruptedException();
      }
      onProgress.run();
    }
  }

  @Override
  public void accept(Observation observation) {
    RejectReason wrongTime = checks.wrongTime(observation);
    if (wrongTime != null) {
      String begin =
          Instant.ofEpochSecond(Math.floorDiv(observation.beginMicros(), 1_000_000L)).toString();
      rejects.add(observation.line(), wrongTime, "", "begins " + begin);
      return;
    }
    int failed = checks.failedTests(observation);
    QualityFlag flag = checks.flag(observation, failed);
    if (failed != 0) {
      QualityTest.codes(failed).forEach(test -> flagged.merge(test, 1L, Long::sum));
    } else if (flag != QualityFlag.GOOD && flag != QualityFlag.NOT_EVALUATED) {
      flagged.merge("source", 1L, Long::sum);
    }
    if (preview != null) {
      preview.take(observation, flag, failed);
    }
    DatastreamRef datastream =
        observation
            .station()
            .datastream(transaction, observation.series(), observation.support(), zone);
    transaction.stage(
        observation.line(),
        datastream,
        observation.beginMicros(),
        observation.endMicros(),
        observation.result(),
        observation.qualifier(),
        flag,
        failed,
        detail(observation));
    staged++;
  }

  /** What the file says of a value beyond the value. */
  private static Detail detail(Observation observation) {
    if (observation.original() == null
        && Double.isNaN(observation.detectionLimit())
        && Double.isNaN(observation.quantificationLimit())) {
      return Detail.NONE;
    }
    return new Detail(
        observation.original(),
        observation.original() == null ? null : observation.series().unit(),
        observation.detectionLimit(),
        observation.quantificationLimit());
  }

  @Override
  public void refused(StationState station) {
    if (preview != null) {
      preview.sight(station);
    }
  }

  @Override
  public void missing(long line) {
    missing++;
  }

  @Override
  public void ignored(long line) {
    ignored++;
  }

  @Override
  public void reject(long line, RejectReason reason, String column, String text) {
    rejects.add(line, reason, column, text);
  }

  Map<String, Long> flagged() {
    return flagged;
  }

  long rows() {
    return rows;
  }

  long ignoredRows() {
    return ignored;
  }

  long missingValues() {
    return missing;
  }

  /** Sheets or members that the mapping does not read, or that are empty. */
  List<String> tablesLeftOut() {
    return tablesLeftOut;
  }

  /** Values that went on to the merge. */
  long staged() {
    return staged;
  }
}
