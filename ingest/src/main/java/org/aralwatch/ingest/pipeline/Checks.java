package org.aralwatch.ingest.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.quality.QualityTest;

/**
 * What a value must pass on its way in. A time that cannot be is refused; a value that cannot be is
 * flagged, kept, and never changed.
 *
 * <p>The summary flag: 4 where the gross range is failed; else what the source says where it says
 * suspect, bad or missing; else 1 where our tests ran and were passed, which is what QARTOD means
 * by it; else 1 where the source says so, 2 where nobody has looked.
 */
final class Checks {
  private static final Duration TOLERANCE = Duration.ofDays(1);
  private static final long EARLIEST = Instant.parse("1700-01-01T00:00:00Z").getEpochSecond();
  private static final long SECOND = 1_000_000L;

  private final long latest;

  Checks(Clock clock) {
    latest = clock.instant().plus(TOLERANCE).getEpochSecond() * SECOND;
  }

  /** What is wrong with the time; null for nothing. */
  RejectReason wrongTime(Observation observation) {
    if (observation.beginMicros() > latest) {
      return RejectReason.TIME_IN_FUTURE;
    }
    return observation.beginMicros() < EARLIEST * SECOND ? RejectReason.TIME_TOO_EARLY : null;
  }

  /** The bits of the tests that the value fails. */
  int failedTests(Observation observation) {
    return QualityTest.grossRange(observation.series().property(), observation.result());
  }

  QualityFlag flag(Observation observation, int failedTests) {
    if (failedTests != 0) {
      return QualityFlag.BAD;
    }
    return switch (observation.sourceFlag()) {
      case SUSPECT, BAD, MISSING -> observation.sourceFlag();
      case GOOD -> QualityFlag.GOOD;
      case NOT_EVALUATED ->
          QualityTest.hasGrossRange(observation.series().property())
              ? QualityFlag.GOOD
              : QualityFlag.NOT_EVALUATED;
    };
  }
}
