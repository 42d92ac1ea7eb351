package org.aralwatch.server.query;

import java.time.Instant;
import org.aralwatch.geodata.storage.ObservationReader;

/** A state of the record in the past: a revision, or what stood at an instant. */
public sealed interface AsOf {
  static AsOf revision(long revision) {
    return new Revision(revision);
  }

  static AsOf instant(Instant instant) {
    return new Moment(instant);
  }

  /**
   * The revision meant.
   *
   * @throws Problem when there is no such revision yet
   */
  long resolve(ObservationReader record);

  /** The record as revision {@code number} left it; 0 is the empty record. */
  record Revision(long number) implements AsOf {
    @Override
    public long resolve(ObservationReader record) {
      long newest = record.revision();
      if (number < 0 || number > newest) {
        throw Problem.invalid(
            "asOf", "revision " + number + " is not in the record, whose newest is " + newest);
      }
      return number;
    }
  }

  /** The record as readers saw it at {@code instant}; an instant to come means now. */
  record Moment(Instant instant) implements AsOf {
    @Override
    public long resolve(ObservationReader record) {
      return record.revisionAt(instant);
    }
  }
}
