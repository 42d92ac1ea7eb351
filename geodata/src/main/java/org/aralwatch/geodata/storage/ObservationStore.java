package org.aralwatch.geodata.storage;

import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.TimeSeries;
import org.jdbi.v3.core.Jdbi;

/** Reads observations and their roll-ups. Thread-safe. */
public final class ObservationStore {
  private final Jdbi jdbi;

  public ObservationStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Runs {@code work} on one view of the record: whatever is loaded meanwhile, its reads fit each
   * other and the revision that it gives. The view ends with {@code work}.
   */
  public <T> T read(Function<ObservationReader, T> work) {
    return jdbi.inTransaction(
        handle -> {
          // As the first statement it costs one round trip; the driver's own setters cost four.
          handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
          return work.apply(new ObservationReader(handle));
        });
  }

  /** {@link ObservationReader#each} of one view, as columns without gap rows. */
  public TimeSeries raw(
      Viewer viewer,
      Datastream datastream,
      Interval interval,
      Set<QualityFlag> flags,
      OptionalLong asOf) {
    TimeSeries.Builder series = new TimeSeries.Builder(256);
    rawEach(viewer, datastream, interval, flags, asOf, series::add);
    return series.build();
  }

  /** {@link ObservationReader#each} of one view, for what is too long to be held. */
  public void rawEach(
      Viewer viewer,
      Datastream datastream,
      Interval interval,
      Set<QualityFlag> flags,
      OptionalLong asOf,
      ObservationReader.RowConsumer consumer) {
    read(
        reader -> {
          reader.each(viewer, datastream, interval, flags, asOf, consumer);
          return null;
        });
  }
}
