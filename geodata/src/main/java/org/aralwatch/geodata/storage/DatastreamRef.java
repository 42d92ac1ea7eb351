package org.aralwatch.geodata.storage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Support;

/**
 * A datastream as a load sees it: its key, what its rows need, and what the load has staged for it.
 * Belongs to one {@link LoadTransaction}; not thread-safe.
 */
public final class DatastreamRef {
  private static final long MICROS = 1_000_000L;

  private final int id;
  private final ZoneId timeZone;
  private final Support support;
  private final String unit;
  private final boolean isNew;

  // What has been staged.
  long rows;
  long firstBegin = Long.MAX_VALUE;
  long lastBegin = Long.MIN_VALUE;
  long lastEnd = Long.MIN_VALUE;
  // Whether rows ascend in begin, each later than the one before, and so do their days.
  boolean ascending = true;
  int firstDay = Integer.MAX_VALUE;
  int lastDay = Integer.MIN_VALUE;
  final Months months = new Months();
  private final Tail.Ring last = new Tail.Ring();

  /** Of the recorded rows. */
  Tail tail = Tail.EMPTY;

  final StagedRollups.Span span;
  // The day last computed, [dayBegin, dayEnd) in microseconds: rows mostly follow each other.
  private long dayBegin = 1;
  private long dayEnd = 0;
  private int day;

  /**
   * @param isNew whether this load makes it
   */
  DatastreamRef(int id, ZoneId timeZone, Support support, String unit, boolean isNew) {
    this.id = id;
    this.timeZone = timeZone;
    this.support = support;
    this.unit = unit;
    this.isNew = isNew;
    this.span = RollupLevel.entryOf(support).map(StagedRollups.Span::new).orElse(null);
  }

  public int id() {
    return id;
  }

  public ZoneId timeZone() {
    return timeZone;
  }

  public Support support() {
    return support;
  }

  /** UCUM code in which results are staged. */
  public String unit() {
    return unit;
  }

  /**
   * The last rows of the record, as of when the load met this datastream: what the first staged
   * rows are tested by where they follow. Empty for a new one.
   */
  public Tail tail() {
    return tail;
  }

  /** As it will be with the staged rows, where they ascend and follow the recorded ones. */
  Tail tailWithStaged() {
    return tail.followedBy(last.tail());
  }

  /** Whether what was noted holds; rows of unsorted datastreams may be repeated. */
  boolean isNoted() {
    return ascending && rows > 0;
  }

  boolean isNew() {
    return isNew;
  }

  static SqlArray ids(Collection<DatastreamRef> refs) {
    return SqlArray.ofInts(refs.stream().mapToInt(DatastreamRef::id).sorted().toArray());
  }

  void note(
      long begin, long end, int dayOfBegin, double result, Qualifier qualifier, QualityFlag flag) {
    rows++;
    last.add(begin, end, result, qualifier, flag);
    months.add(begin);
    firstBegin = Math.min(firstBegin, begin);
    firstDay = Math.min(firstDay, dayOfBegin);
    lastEnd = Math.max(lastEnd, end);
    // Clocks put back just after midnight bring a day back.
    if (begin <= lastBegin || dayOfBegin < lastDay) {
      ascending = false;
    } else {
      lastBegin = begin;
      lastDay = dayOfBegin;
    }
  }

  /** Station-local date of an instant, as days since 1970-01-01. */
  int dayOf(long micros) {
    if (micros < dayBegin || micros >= dayEnd) {
      Instant instant =
          Instant.ofEpochSecond(
              Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
      LocalDate date = instant.atZone(timeZone).toLocalDate();
      day = (int) date.toEpochDay();
      dayBegin = date.atStartOfDay(timeZone).toEpochSecond() * MICROS;
      dayEnd = date.plusDays(1).atStartOfDay(timeZone).toEpochSecond() * MICROS;
    }
    return day;
  }
}
