package org.aralwatch.geodata.storage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/** The UTC months in which the rows of one series begin. Not thread-safe. */
final class Months {
  private static final long MICROS = 1_000_000L;

  /** First days, since 1970, ascending. */
  private int[] firstDays = new int[2];

  private int size;

  // The month last met, [begin, end) in microseconds: rows mostly follow each other.
  private long begin = 1;
  private long end = 0;

  void add(long micros) {
    if (micros >= begin && micros < end) {
      return;
    }
    LocalDate first =
        LocalDate.ofInstant(Instant.ofEpochSecond(Math.floorDiv(micros, MICROS)), ZoneOffset.UTC)
            .withDayOfMonth(1);
    begin = first.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * MICROS;
    end = first.plusMonths(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond() * MICROS;
    int day = (int) first.toEpochDay();
    int place = Arrays.binarySearch(firstDays, 0, size, day);
    if (place < 0) {
      insert(-place - 1, day);
    }
  }

  private void insert(int place, int day) {
    if (size == firstDays.length) {
      firstDays = Arrays.copyOf(firstDays, size * 2);
    }
    System.arraycopy(firstDays, place, firstDays, place + 1, size - place);
    firstDays[place] = day;
    size++;
  }

  /** First day of each month, days since 1970-01-01, ascending. */
  int[] firstDays() {
    return Arrays.copyOf(firstDays, size);
  }
}
