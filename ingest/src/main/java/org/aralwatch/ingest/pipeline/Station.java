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
import org.locationtech.jts.geom.Coordinate;

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
  private final StationState state;
  private FeatureRef feature;
  private final Map<Key, DatastreamRef> datastreams = new HashMap<>();
  // The datastream last asked for: rows mostly follow each other.
  private BoundSeries lastSeries;
  private Support lastSupport;
  private DatastreamRef last;

  private Station(
      Optional<Refusal> refusal, NewFeature candidate, FeatureRef feature, StationState state) {
    this.refusal = refusal;
    this.candidate = candidate;
    this.feature = feature;
    this.state = state;
  }

  static Station known(FeatureRef feature) {
    Coordinate place = feature.geometry().getCentroid().getCoordinate();
    StationState state =
        new StationState(
            feature.layer(),
            feature.code(),
            Optional.empty(),
            Optional.ofNullable(place),
            StationState.Kind.KNOWN,
            Optional.empty());
    return new Station(Optional.empty(), null, feature, state);
  }

  /**
   * @param note what a person should look at before it is made
   */
  static Station toBeCreated(NewFeature candidate, Optional<String> note) {
    StationState state =
        new StationState(
            candidate.layer(),
            candidate.code(),
            Optional.of(candidate.name().in("en")),
            Optional.of(candidate.geometry().getCoordinate()),
            StationState.Kind.NEW,
            note);
    return new Station(Optional.empty(), candidate, null, state);
  }

  /** A station of which nothing can be stored; {@code refusal} says why. */
  static Station refused(StationState state, Refusal refusal) {
    return new Station(Optional.of(refusal), null, null, state);
  }

  /** What is known of it. */
  StationState state() {
    return state;
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
