package org.aralwatch.ingest.pipeline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Instants of local times of one zone, in microseconds. Between two changes of the offset, which is
 * nearly always, it is a subtraction. Not thread-safe.
 */
final class LocalClock {
  /** Given for a local time that the clock left out when it was put forward. */
  static final long NONEXISTENT = Long.MIN_VALUE;

  private static final long SECOND = 1_000_000L;
  private static final long DAY = 86_400L * SECOND;

  private final ZoneId zone;
  private final ZoneRules rules;
  // Local days [stableFrom, stableTo) on which the offset does not change.
  private long stableFrom = 1;
  private long stableTo = 0;
  private long offset;

  LocalClock(ZoneId zone) {
    this.zone = zone;
    this.rules = zone.getRules();
  }

  /**
   * The instant of a local time. Of a time that occurs twice, when the clock was put back, it is
   * the first: which one is meant, a file does not say.
   */
  long instant(long epochDay, long microOfDay) {
    if (epochDay < stableFrom || epochDay >= stableTo) {
      locate(epochDay);
      if (epochDay < stableFrom || epochDay >= stableTo) {
        return onChangingDay(epochDay, microOfDay);
      }
    }
    return epochDay * DAY + microOfDay - offset;
  }

  /** The first instant of a local day. */
  long startOfDay(long epochDay) {
    long instant = instant(epochDay, 0);
    return instant == NONEXISTENT
        ? LocalDate.ofEpochDay(epochDay).atStartOfDay(zone).toEpochSecond() * SECOND
        : instant;
  }

  private void locate(long epochDay) {
    Instant noon = LocalDate.ofEpochDay(epochDay).atTime(LocalTime.NOON).atZone(zone).toInstant();
    ZoneOffsetTransition before = rules.previousTransition(noon);
    ZoneOffsetTransition after = rules.nextTransition(noon);
    stableFrom = before == null ? Long.MIN_VALUE : lastDay(before) + 1;
    stableTo = after == null ? Long.MAX_VALUE : firstDay(after);
    offset = rules.getOffset(noon).getTotalSeconds() * SECOND;
  }

  private static long firstDay(ZoneOffsetTransition transition) {
    return Math.min(
        transition.getDateTimeBefore().toLocalDate().toEpochDay(),
        transition.getDateTimeAfter().toLocalDate().toEpochDay());
  }

  private static long lastDay(ZoneOffsetTransition transition) {
    return Math.max(
        transition.getDateTimeBefore().toLocalDate().toEpochDay(),
        transition.getDateTimeAfter().toLocalDate().toEpochDay());
  }

  private long onChangingDay(long epochDay, long microOfDay) {
    LocalDateTime local =
        LocalDateTime.of(LocalDate.ofEpochDay(epochDay), LocalTime.ofNanoOfDay(microOfDay * 1_000));
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    if (offsets.isEmpty()) {
      return NONEXISTENT;
    }
    return epochDay * DAY + microOfDay - offsets.get(0).getTotalSeconds() * SECOND;
  }

  /** The local day of an instant. */
  long dayOf(long micros) {
    Instant instant =
        Instant.ofEpochSecond(Math.floorDiv(micros, SECOND), Math.floorMod(micros, SECOND) * 1_000);
    return LocalDate.ofInstant(instant, zone).toEpochDay();
  }
}
