package org.aralwatch.ingest.connector;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/** When a source is read. */
sealed interface Schedule {
  /** The first time after {@code after}; never {@code after} itself. */
  Instant next(Instant after);

  /** At a distance from the end of one run to the beginning of the next. */
  record Every(Duration interval) implements Schedule {
    @Override
    public Instant next(Instant after) {
      return after.plus(interval);
    }
  }

  /**
   * At times of the day. A time that does not exist, because the clock is put forward, comes as
   * much later; one that comes twice, because it is put back, is the first.
   *
   * @param times ascending, each once
   */
  record At(List<LocalTime> times, ZoneId zone) implements Schedule {
    public At {
      times = times.stream().distinct().sorted().toList();
    }

    @Override
    public Instant next(Instant after) {
      LocalDate day = after.atZone(zone).toLocalDate().minusDays(1);
      while (true) {
        for (LocalTime time : times) {
          Instant candidate = ZonedDateTime.of(day, time, zone).toInstant();
          if (candidate.isAfter(after)) {
            return candidate;
          }
        }
        day = day.plusDays(1);
      }
    }
  }
}
