package org.aralwatch.benchmarks.report;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One measured figure, with what it must be read beside.
 *
 * @param store on which it was measured, as {@code embedded}
 * @param millions of observations in the record, for figures of growth; 0 where that is no matter
 * @param reading empty where there is nothing to measure yet
 * @param peer what something else did with the same in the same run; empty where nothing fits
 * @param note what the figure holds, and other percentiles
 * @param load of the machine over the last minute before it was measured, in processes
 */
public record Figure(
    Target target,
    String store,
    int millions,
    Optional<Reading> reading,
    Optional<String> peer,
    String note,
    Instant at,
    double load) {

  public Figure {
    Objects.requireNonNull(target);
    Objects.requireNonNull(at);
  }

  public enum Verdict {
    REACHED("yes"),
    MISSED("**no**"),
    NOT_BUILT("not built yet");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  public Verdict verdict() {
    if (reading.isEmpty()) {
      return Verdict.NOT_BUILT;
    }
    return target.isReachedBy(reading.get().median()) ? Verdict.REACHED : Verdict.MISSED;
  }

  /** Whether both answer the same question, so that the later one takes the other's place. */
  boolean replaces(Figure other) {
    return target == other.target && store.equals(other.store) && millions == other.millions;
  }

  /** Measured, with the spread of its rounds. */
  public String measuredText() {
    if (reading.isEmpty()) {
      return "–";
    }
    Reading read = reading.get();
    Unit unit = target.unit();
    String median = unit.text(read.median());
    return read.rounds() == 1
        ? median
        : median + " (" + unit.text(read.low()) + " – " + unit.text(read.high()) + ")";
  }
}
