package org.aralwatch.ingest.source.json;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.ObservationRow;
import org.aralwatch.ingest.source.ObservationRow.Column;
import org.aralwatch.ingest.source.WarningReader;
import org.aralwatch.ingest.source.Warnings;

/**
 * Answers of the OpenAQ API, version 3, as JSON: measurements of a sensor ({@code
 * /v3/sensors/{id}/measurements}, {@code /hours}, {@code /days}, {@code /years} and their {@code
 * /hourly}, {@code /daily}, {@code /monthly}, {@code /yearly}), {@code /v3/locations/{id}/latest},
 * {@code /v3/parameters/{id}/latest}, and the descriptions {@code /v3/locations} and {@code
 * /v3/locations/{id}/sensors}. A file holds one answer, several one after the other or in an array,
 * or one a line. After docs.openaq.org, pages "Measurements", "Latest", "Locations", "Sensors",
 * "Dates, times and timezones" and "Pagination", and the response models of github.com/openaq/
 * openaq-api-v2 (openaq_api/v3/models/responses.py), read on 2026-11-24.
 *
 * <p>Columns: station, station-name, longitude, latitude, property, statistic, unit, begin, end,
 * time, value, flag, procedure, remark, support. Coordinates are WGS 84 in degrees; times are UTC.
 * A time names the end of its period, which is exclusive; {@code begin} and {@code end} are both
 * ends. Latest values have no {@code begin}. {@code statistic} is "mean" for whatever was averaged
 * over a period, raw measurements over their logging interval too. A null value is missing.
 *
 * <p>A measurement does not say of which sensor it is; the address asked for does. It is taken as
 * of the sensor given to the constructor, else of the one sensor that the answers right before it
 * describe and that measures its parameter, else its station stays empty. The station is "openaq-"
 * and the id of the location, as for stations that are fetched, or "openaq-sensor-" and the
 * sensor's id where the location is not known.
 */
public final class OpenAqTable implements WarningReader {
  /** Sensors, and locations, that are kept to describe values. */
  private static final int MOST_SENSORS = 200_000;

  private static final Pattern CLOCK = Pattern.compile("(\\d{1,6}):(\\d\\d):(\\d\\d)");
  private static final Pattern CALENDAR = Pattern.compile("(\\d{1,3}) ?(day|month|year)s?");

  private static final List<Column> COLUMNS =
      List.of(
          Column.STATION,
          Column.STATION_NAME,
          Column.LONGITUDE,
          Column.LATITUDE,
          Column.PROPERTY,
          Column.STATISTIC,
          Column.UNIT,
          Column.BEGIN,
          Column.END,
          Column.TIME,
          Column.VALUE,
          Column.FLAG,
          Column.PROCEDURE,
          Column.REMARK,
          Column.SUPPORT);

  private final Optional<String> sensor;
  private final Warnings warnings = new Warnings();

  public OpenAqTable() {
    this.sensor = Optional.empty();
  }

  /**
   * @param sensor id of the sensor of which the measurements are, as in the address asked for
   */
  public OpenAqTable(String sensor) {
    this.sensor = Optional.of(sensor);
  }

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
        OpenAqDocuments.walk(json, descriptions);
      }
      Emission emission = new Emission(descriptions, new ObservationRow(sink, COLUMNS));
      try (JsonCursor json = spool.open()) {
        OpenAqDocuments.walk(json, emission);
      }
      emission.finish();
    }
  }

  private record Location(String id, String name, OpenAqItem.Coordinates coordinates) {}

  /** A sensor, described by its location's answer, by its own, or by both. */
  private static final class Sensor {
    private final String id;
    private Location location;
    private OpenAqItem.Parameter parameter;

    Sensor(String id) {
      this.id = id;
    }
  }

  /** First pass: what the file says of sensors and locations, wherever it says it. */
  private static final class Descriptions implements OpenAqDocuments.Visitor {
    private final Map<String, Sensor> sensors = new HashMap<>();
    private final Map<String, Location> locations = new HashMap<>();
    private long kept;

    @Override
    public void item(OpenAqItem item, JsonCursor json) {
      if (item.isLocation()) {
        Location location = new Location(item.id(), item.name(), item.coordinates());
        if (locations.put(item.id(), location) == null) {
          keep(json, item.id(), item.name());
        }
        for (OpenAqItem.ListedSensor listed : item.sensors()) {
          Sensor sensor = sensor(listed.id(), json);
          sensor.location = location;
          describe(sensor, listed.parameter(), json);
        }
      } else if (item.isSensor()) {
        describe(sensor(item.id(), json), item.parameter(), json);
      }
    }

    private void describe(Sensor sensor, OpenAqItem.Parameter parameter, JsonCursor json) {
      if (sensor.parameter == null && parameter != null) {
        sensor.parameter = parameter;
        keep(json, parameter.id(), parameter.name(), parameter.units());
      }
    }

    private Sensor sensor(String id, JsonCursor json) {
      Sensor sensor = sensors.computeIfAbsent(id, Sensor::new);
      keep(json, sensor.parameter == null ? id : null);
      if (sensors.size() > MOST_SENSORS || locations.size() > MOST_SENSORS) {
        throw json.bad("more than " + MOST_SENSORS + " sensors or locations");
      }
      return sensor;
    }

    private void keep(JsonCursor json, String... texts) {
      for (String text : texts) {
        kept += text == null ? 0 : text.length();
      }
      if (kept > JsonCursor.MOST_KEPT) {
        throw json.bad("descriptions of more than " + JsonCursor.MOST_KEPT + " characters");
      }
    }

    @Override
    public void page(OpenAqDocuments.Page page) {
      // Pages are counted in the second pass.
    }

    boolean isEmpty() {
      return sensors.isEmpty() && locations.isEmpty();
    }
  }

  /** Second pass: the values. */
  private final class Emission implements OpenAqDocuments.Visitor {
    private final Descriptions descriptions;
    private final ObservationRow row;
    // The sensors described right before, by their parameter; none where there are several.
    private final Map<String, Optional<Sensor>> described = new HashMap<>();
    private boolean describing;
    private boolean values;
    private OpenAqDocuments.Page unfinished;

    Emission(Descriptions descriptions, ObservationRow row) {
      this.descriptions = descriptions;
      this.row = row;
    }

    @Override
    public void item(OpenAqItem item, JsonCursor json) {
      if (item.isLocation()) {
        item.sensors().forEach(listed -> describe(listed.id()));
      } else if (item.isSensor()) {
        describe(item.id());
        latestOf(item);
      } else if (item.isMeasurement()) {
        describing = false;
        values = true;
        measurement(item, json);
      } else if (item.isLatest()) {
        describing = false;
        values = true;
        latest(item);
      } else {
        throw json.bad(
            "a result that is no measurement, latest value, sensor or location"
                + (item.first() == null ? "" : ": it begins with '" + item.first() + "'"));
      }
    }

    private void describe(String id) {
      if (!describing) {
        described.clear();
        describing = true;
      }
      Sensor known = descriptions.sensors.get(id);
      if (known.parameter != null && known.parameter.id() != null) {
        described.merge(
            known.parameter.id(),
            Optional.of(known),
            (one, other) -> one.equals(other) ? one : Optional.empty());
      }
    }

    private void measurement(OpenAqItem item, JsonCursor json) {
      OpenAqItem.Period period = item.period();
      if (period.label() != null && period.label().matches("[0-9]+")) {
        throw json.bad(
            "averages by hour of day, day of week or month of year over several years are no time"
                + " series");
      }
      Sensor sensor = sensorOf(item);
      describe(sensor, item.location(), item.coordinates());
      OpenAqItem.Parameter parameter =
          item.parameter() != null || sensor == null ? item.parameter() : sensor.parameter;
      parameter(parameter);
      row.set(Column.STATISTIC, "00:00:00".equals(period.interval()) ? "instant" : "mean")
          .set(Column.BEGIN, period.from())
          .set(Column.END, period.to())
          .set(Column.TIME, period.to())
          .set(Column.VALUE, item.value())
          .set(Column.FLAG, item.flagged())
          .set(Column.REMARK, remark(item.coverage()))
          .set(Column.SUPPORT, support(period.interval()))
          .push();
    }

    private void latest(OpenAqItem item) {
      Sensor sensor = item.sensor() == null ? null : descriptions.sensors.get(item.sensor());
      describe(sensor == null ? named(item.sensor()) : sensor, item.location(), item.coordinates());
      if (sensor != null) {
        parameter(sensor.parameter);
      } else {
        warnings.add(
            "latest values do not say what they measure: put the answer of /v3/locations or"
                + " /v3/locations/{id}/sensors into the same file");
      }
      row.set(Column.TIME, item.time()).set(Column.END, item.time());
      row.set(Column.VALUE, item.value()).push();
    }

    /** A sensor's description holds its last value. */
    private void latestOf(OpenAqItem item) {
      if (item.latest() == null || item.latest().value() == null) {
        return;
      }
      values = true;
      Sensor sensor = descriptions.sensors.get(item.id());
      describe(sensor, null, item.latest().coordinates());
      parameter(sensor.parameter);
      row.set(Column.TIME, item.latest().time()).set(Column.END, item.latest().time());
      row.set(Column.VALUE, item.latest().value()).push();
    }

    /** "PT1H" of "01:00:00", "P1M" of "1 month"; other texts as they are. */
    private String support(String interval) {
      Matcher clock = CLOCK.matcher(String.valueOf(interval));
      if (clock.matches()) {
        Duration length =
            Duration.ofHours(Long.parseLong(clock.group(1)))
                .plusMinutes(Long.parseLong(clock.group(2)))
                .plusSeconds(Long.parseLong(clock.group(3)));
        boolean days = !length.isZero() && length.equals(Duration.ofDays(length.toDays()));
        return length.isZero() ? "instant" : days ? "P" + length.toDays() + "D" : length.toString();
      }
      Matcher calendar = CALENDAR.matcher(String.valueOf(interval));
      return calendar.matches()
          ? "P" + calendar.group(1) + Character.toUpperCase(calendar.group(2).charAt(0))
          : interval;
    }

    private Sensor named(String id) {
      return id == null ? null : new Sensor(id);
    }

    private Sensor sensorOf(OpenAqItem item) {
      String id = item.sensor() != null ? item.sensor() : sensor.orElse(null);
      if (id != null) {
        Sensor known = descriptions.sensors.get(id);
        return known == null ? new Sensor(id) : known;
      }
      return item.parameter() == null
          ? null
          : described.getOrDefault(item.parameter().id(), Optional.empty()).orElse(null);
    }

    private void describe(Sensor of, String locationId, OpenAqItem.Coordinates own) {
      Location location = of == null ? null : of.location;
      if (location == null && locationId != null) {
        location = descriptions.locations.get(locationId);
      }
      if (location != null) {
        row.set(Column.STATION, "openaq-" + location.id())
            .set(Column.STATION_NAME, location.name());
      } else if (locationId != null) {
        row.set(Column.STATION, "openaq-" + locationId);
      } else if (of != null) {
        row.set(Column.STATION, "openaq-sensor-" + of.id);
      }
      OpenAqItem.Coordinates at = own == null && location != null ? location.coordinates() : own;
      if (at != null) {
        row.set(Column.LONGITUDE, at.longitude()).set(Column.LATITUDE, at.latitude());
      }
      if (of != null) {
        row.set(Column.PROCEDURE, "sensor " + of.id);
      }
    }

    private void parameter(OpenAqItem.Parameter parameter) {
      if (parameter != null) {
        row.set(Column.PROPERTY, parameter.name()).set(Column.UNIT, parameter.units());
      }
    }

    private String remark(OpenAqItem.Coverage coverage) {
      if (coverage == null
          || coverage.percent() == null
          || coverage.percent().matches("100(\\.0*)?")) {
        return null;
      }
      return coverage.observed()
          + " of "
          + coverage.expected()
          + " values, "
          + coverage.percent()
          + " % of the time";
    }

    @Override
    public void page(OpenAqDocuments.Page page) {
      if (unfinished != null && page.number() != unfinished.number() + 1) {
        warnings.add(sentence(unfinished));
      }
      unfinished = page.hasMore() ? page : null;
    }

    private String sentence(OpenAqDocuments.Page page) {
      return "page "
          + page.number()
          + " of an answer is not its last one and the next is missing: there are "
          + (page.atLeast() ? "more than " : "")
          + page.found()
          + " results, "
          + page.limit()
          + " a page";
    }

    void finish() {
      if (unfinished != null) {
        warnings.add(sentence(unfinished));
      }
      if (!values && !descriptions.isEmpty()) {
        throw new BadFileException(
            "the file describes locations ("
                + descriptions.locations.size()
                + ") and sensors ("
                + descriptions.sensors.size()
                + ") but has no measurements: send it together with theirs");
      }
      row.finish();
    }
  }
}
