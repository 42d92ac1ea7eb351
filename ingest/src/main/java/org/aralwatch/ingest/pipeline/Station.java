package org.aralwatch.ingest.pipeline;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.aralwatch.geodata.observation.Support;
import org.aralwatch.geodata.storage.DatastreamRef;
import org.aralwatch.geodata.storage.FeatureRef;
import org.aralwatch.geodata.storage.LoadTransaction;
import org.aralwatch.geodata.storage.NewDatastream;
import org.aralwatch.geodata.storage.NewFeature;
import org.aralwatch.ingest.mapping.BoundMapping.BoundSeries;
import org.aralwatch.ingest.mapping.Series;
import org.aralwatch.ingest.source.BadFileException;

/**
 * A station as a load meets it: known, to be created with its first good value, or refused. Belongs
 * to one load; not thread-safe.
 */
final class Station {

  /** More than any network has; a mistaken column would make a station of every row. */
  private static final int MOST_NEW = 50_000;

  /** Why values of a station cannot be taken. */
  record Refusal(RejectReason reason, String column, String text) {}

  private record Key(int series, Support support) {}

  private final Optional<Refusal> refusal;
  private final NewFeature candidate;
  private FeatureRef feature;
  private final Map<Key, DatastreamRef> datastreams = new HashMap<>();
  // The datastream last asked for: rows mostly follow each other.
  private BoundSeries lastSeries;
  private Support lastSupport;
  private DatastreamRef last;

  private Station(Optional<Refusal> refusal, NewFeature candidate, FeatureRef feature) {
    this.refusal = refusal;
    this.candidate = candidate;
    this.feature = feature;
  }

  static Station known(FeatureRef feature) {
    return new Station(Optional.empty(), null, feature);
  }

  static Station toBeCreated(NewFeature candidate) {
    return new Station(Optional.empty(), candidate, null);
  }

  static Station refused(RejectReason reason, String column, String text) {
    return new Station(Optional.of(new Refusal(reason, column, text)), null, null);
  }

  Optional<Refusal> refusal() {
    return refusal;
  }

  /** The datastream of one of the station's series; it and the station are created when new. */
  DatastreamRef datastream(
      LoadTransaction transaction, BoundSeries series, Support support, ZoneId zone) {
    if (series != lastSeries || support != lastSupport) {
      last =
          datastreams.computeIfAbsent(
              new Key(series.number(), support), key -> find(transaction, series, support, zone));
      lastSeries = series;
      lastSupport = support;
    }
    return last;
  }

  private DatastreamRef find(
      LoadTransaction transaction, BoundSeries bound, Support support, ZoneId zone) {
    if (feature == null) {
      if (transaction.createdFeatures() == MOST_NEW) {
        throw new BadFileException(
            "the file brings more than "
                + MOST_NEW
                + " new stations; is the station's column right?");
      }
      feature = transaction.findOrCreateFeature(candidate);
    }
    Series series = bound.series();
    return transaction.datastream(
        new NewDatastream(
            feature.id(),
            bound.property().id(),
            series.statistic(),
            series.procedure(),
            support,
            zone,
            series.verticalDatum(),
            series.owner(),
            series.licence(),
            series.source(),
            series.definition(),
            series.visibility()));
  }
}
