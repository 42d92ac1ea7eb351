package org.aralwatch.ingest.source.json;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.ObservationRow;
import org.aralwatch.ingest.source.ObservationRow.Column;
import org.aralwatch.ingest.source.WarningReader;
import org.aralwatch.ingest.source.Warnings;
import org.aralwatch.ingest.source.json.ThingsEntity.Kind;

/**
 * Answers of an OGC SensorThings API, version 1.0 or 1.1 (OGC 18-088, "SensorThings API Part 1:
 * Sensing Version 1.1", https://docs.ogc.org/is/18-088/18-088.html, read on 2026-11-24):
 * observations as entities or as a data array ({@code $resultFormat=dataArray}), with things,
 * locations, datastreams, observed properties and sensors expanded in any nesting and order; one
 * answer, several one after the other, or in an array.
 *
 * <p>Columns: station, station-name, longitude, latitude, elevation, property, unit, begin, end,
 * time, value, flag, procedure, remark, support. The station is the {@code @iot.id} of the Thing;
 * the property the name of the ObservedProperty, else of the Datastream; the unit the UCUM code of
 * its definition, else its symbol; the procedure the name of the Sensor, else of the Datastream. A
 * phenomenonTime that is an instant is {@code time}; of an interval {@code begin} and {@code end}
 * are the ends and {@code time} is the first; where there is none, {@code time} is the resultTime,
 * and the remark says so. Coordinates are WGS 84 in degrees, of the thing's location, else of the
 * feature of interest. A null result is missing. Each component of a MultiDatastream's result is a
 * row of its own.
 */
public final class SensorThingsTable implements WarningReader {
  /** Places with observations, and datastreams known by their id, that are kept. */
  private static final int MOST_STREAMS = 100_000;

  private static final List<Column> COLUMNS =
      List.of(
          Column.STATION,
          Column.STATION_NAME,
          Column.LONGITUDE,
          Column.LATITUDE,
          Column.ELEVATION,
          Column.PROPERTY,
          Column.UNIT,
          Column.BEGIN,
          Column.END,
          Column.TIME,
          Column.VALUE,
          Column.FLAG,
          Column.PROCEDURE,
          Column.REMARK,
          Column.SUPPORT);

  private final Warnings warnings = new Warnings();

  @Override
  public List<String> warnings() {
    return warnings.list();
  }

  @Override
  public void read(InputStream in, RowSink sink) throws IOException {
    warnings.clear();
    try (JsonSpool spool = JsonSpool.of(in)) {
      Descriptions descriptions = new Descriptions();
      try (JsonCursor json = spool.open()) {
        ThingsDocuments.walk(json, descriptions);
      }
      Emission emission = new Emission(descriptions, new ObservationRow(sink, COLUMNS));
      try (JsonCursor json = spool.open()) {
        ThingsDocuments.walk(json, emission);
      }
      emission.finish();
    }
  }

  /** First pass: to what the observations of each place belong. */
  private static final class Descriptions implements ThingsDocuments.Visitor {
    private final List<ThingsEntity> places = new ArrayList<>();
    private final Map<String, ThingsEntity> streams = new HashMap<>();
    private long kept;

    @Override
    public void place(int place, ThingsEntity parent, JsonCursor json) {
      if (places.size() == MOST_STREAMS) {
        throw json.bad("more than " + MOST_STREAMS + " lists of observations");
      }
      places.add(parent);
    }

    @Override
    public void observation(
        int place, ThingsEntity own, ThingsObservation observation, JsonCursor json) {
      // Comes again.
    }

    @Override
    public List<String> components(int place) {
      return List.of();
    }

    @Override
    public void withoutComponents(JsonCursor json) {
      // They may come yet.
    }

    @Override
    public void entity(ThingsEntity entity, JsonCursor json) {
      ThingsEntity known = entity;
      if (entity.kind == Kind.DATASTREAM && entity.id != null) {
        known = streams.putIfAbsent(entity.id, entity);
        if (known != null) {
          known.complete(entity);
        } else if (streams.size() > MOST_STREAMS) {
          throw json.bad("more than " + MOST_STREAMS + " datastreams");
        }
      }
      if (known == null || entity.owns || entity.hasObservations) {
        kept += entity.weight();
        if (kept > JsonCursor.MOST_KEPT) {
          throw json.bad("descriptions of more than " + JsonCursor.MOST_KEPT + " characters");
        }
      }
    }

    @Override
    public void nextPage() {
      // Counted in the second pass.
    }

    @Override
    public void moreObservations() {
      // Counted in the second pass.
    }

    @Override
    public void document(ThingsEntity root, JsonCursor json) {
      boolean known =
          root.hasValues
              || root.hasObservations
              || root.kind != Kind.OTHER
              || root.datastream != null;
      if (!known) {
        throw json.bad(
            "no answer of a SensorThings API: neither 'value' nor observations, a thing or a"
                + " datastream");
      }
    }
  }

  /** Second pass: the values. */
  private final class Emission implements ThingsDocuments.Visitor {
    private final Descriptions descriptions;
    private final ObservationRow row;
    private long[] counts = new long[16];
    private boolean paged;
    private boolean unfinished;
    private long pagedStreams;
    private boolean lists;

    Emission(Descriptions descriptions, ObservationRow row) {
      this.descriptions = descriptions;
      this.row = row;
    }

    @Override
    public void place(int place, ThingsEntity parent, JsonCursor json) {
      lists = true;
      if (place >= counts.length) {
        counts = Arrays.copyOf(counts, Math.max(place + 1, 2 * counts.length));
      }
    }

    @Override
    public void withoutComponents(JsonCursor json) {
      throw json.bad("a data array without components");
    }

    @Override
    public List<String> components(int place) {
      return descriptions.places.get(place).components;
    }

    @Override
    public void entity(ThingsEntity entity, JsonCursor json) {
      lists |= entity.hasObservations;
    }

    @Override
    public void observation(
        int place, ThingsEntity own, ThingsObservation observation, JsonCursor json) {
      counts[place]++;
      ThingsEntity parent = descriptions.places.get(place);
      ThingsEntity stream = stream(own, parent);
      if (observation.components() == null) {
        push(stream, own, parent, observation, observation.result(), 0);
      } else {
        for (int i = 0; i < observation.components().size(); i++) {
          push(stream, own, parent, observation, observation.components().get(i), i);
        }
      }
    }

    private ThingsEntity stream(ThingsEntity own, ThingsEntity parent) {
      ThingsEntity stream =
          own.datastream != null
              ? own.datastream
              : parent.kind == Kind.DATASTREAM ? parent : parent.datastream;
      if (stream == null) {
        warnings.add(
            "observations do not say of which datastream they are: ask for them with"
                + " $expand=Datastream($expand=Thing/Locations,ObservedProperty,Sensor)");
        return new ThingsEntity(Kind.DATASTREAM);
      }
      if (stream.id != null) {
        ThingsEntity known = descriptions.streams.get(stream.id);
        if (known != null && known != stream) {
          stream.complete(known);
        }
      }
      if (stream.thing() == null) {
        warnings.add(
            "datastream "
                + stream.id
                + " does not say of which thing it is: ask for it with $expand=Thing/Locations");
      }
      return stream;
    }

    private void push(
        ThingsEntity stream,
        ThingsEntity own,
        ThingsEntity parent,
        ThingsObservation observation,
        String result,
        int component) {
      ThingsEntity thing = stream.thing();
      if (thing != null) {
        row.set(Column.STATION, thing.id).set(Column.STATION_NAME, thing.name);
      }
      ThingsEntity.Point point = point(stream, own, parent);
      if (point != null) {
        row.set(Column.LONGITUDE, point.longitude())
            .set(Column.LATITUDE, point.latitude())
            .set(Column.ELEVATION, point.elevation());
      }
      ThingsEntity property = stream.property(component);
      row.set(
          Column.PROPERTY, property == null || property.name == null ? stream.name : property.name);
      row.set(Column.UNIT, component < stream.units.size() ? stream.units.get(component) : null);
      time(observation);
      row.set(Column.VALUE, result)
          .set(Column.FLAG, observation.quality())
          .set(Column.PROCEDURE, procedure(stream))
          .push();
    }

    private ThingsEntity.Point point(ThingsEntity stream, ThingsEntity own, ThingsEntity parent) {
      ThingsEntity thing = stream.thing();
      if (thing != null && thing.location() != null && thing.location().point != null) {
        return thing.location().point;
      }
      ThingsEntity feature = parent.kind == Kind.FEATURE_OF_INTEREST ? parent : own.feature;
      return feature == null ? null : feature.point;
    }

    private String procedure(ThingsEntity stream) {
      if (stream.sensor() != null && stream.sensor().name != null) {
        return stream.sensor().name;
      }
      return stream.name != null || stream.id == null ? stream.name : "datastream " + stream.id;
    }

    private void time(ThingsObservation observation) {
      String time = observation.phenomenonTime();
      if (time == null) {
        row.set(Column.TIME, observation.resultTime());
        if (observation.resultTime() != null) {
          row.set(Column.REMARK, "the time is the resultTime: there is no phenomenonTime");
        }
        return;
      }
      int slash = time.indexOf('/');
      String begin = slash < 0 ? time : time.substring(0, slash);
      String end = slash < 0 ? time : time.substring(slash + 1);
      row.set(Column.TIME, begin);
      if (begin.equals(end)) {
        row.set(Column.SUPPORT, "instant");
      } else {
        row.set(Column.BEGIN, begin).set(Column.END, end).set(Column.SUPPORT, length(begin, end));
      }
    }

    /** From one to the other, in whole days where it is such; null when they are no times. */
    private String length(String begin, String end) {
      try {
        Duration length = Duration.between(OffsetDateTime.parse(begin), OffsetDateTime.parse(end));
        boolean days = length.equals(Duration.ofDays(length.toDays()));
        return days ? "P" + length.toDays() + "D" : length.toString();
      } catch (DateTimeException | ArithmeticException e) {
        // Not an ISO time with offset: the row's time is rejected by the mapping, with its text.
        return null;
      }
    }

    @Override
    public void nextPage() {
      paged = true;
    }

    @Override
    public void moreObservations() {
      pagedStreams++;
    }

    /** A page that is followed by another is taken as followed by its own. */
    @Override
    public void document(ThingsEntity root, JsonCursor json) {
      unfinished = paged;
      paged = false;
    }

    void finish() {
      if (unfinished) {
        warnings.add(
            "the last answer says that there is a further page, which is not in the file"
                + " (@iot.nextLink)");
      }
      if (pagedStreams > 0) {
        warnings.add(
            pagedStreams
                + " datastreams have more observations than are in the file"
                + " (Observations@iot.nextLink)");
      }
      for (int place = 0; place < descriptions.places.size(); place++) {
        long claimed = descriptions.places.get(place).claimed;
        if (claimed >= 0 && claimed != counts[place]) {
          warnings.add(
              "a data array says that it has " + claimed + " values but has " + counts[place]);
        }
      }
      if (!lists && !descriptions.streams.isEmpty()) {
        throw new BadFileException(
            "the file describes "
                + descriptions.streams.size()
                + " datastreams but has no observations: ask for them with"
                + " $expand=Observations");
      }
      row.finish();
    }
  }
}
