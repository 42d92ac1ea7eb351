package org.aralwatch.ingest.pipeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.storage.FeatureRef;
import org.aralwatch.geodata.storage.NewFeature;
import org.aralwatch.ingest.mapping.Cell;
import org.aralwatch.ingest.mapping.GivenStation;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.mapping.NewStations;
import org.aralwatch.ingest.source.NumberParser;
import org.aralwatch.ingest.source.Row;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * The stations of one table, each looked up once. One that the record does not know is made as a
 * person has described it beside the file, or from its first row where the mapping says how; it is
 * created with its first good value. A new code that only looks like a known one, as with a
 * Cyrillic letter for a Latin one, is refused until a person decides.
 */
final class StationBook {
  /** Central Asia with a margin: the basin and the places whose air and climate concern it. */
  static final Envelope BASIN = new Envelope(45, 90, 30, 57);

  /** A file of nonsense may name a new station on every row; so many are remembered. */
  private static final int REMEMBERED = 20_000;

  /** No code or name of a station is longer. */
  private static final int LONGEST_CODE = 200;

  private final StationFinder record;
  private final Map<String, String> meant;
  private final Map<String, GivenStation> given = new HashMap<>();
  private final Optional<NewStationRule> rule;
  private final String stationColumn;
  private final Map<String, Map<String, Station>> byLayer = new HashMap<>();
  // By layer; read when a code is met that the record does not have.
  private final Map<String, Lookalikes> looks = new HashMap<>();

  StationBook(StationFinder record, Mapping mapping, Columns columns, String stationColumn) {
    this.record = record;
    this.meant = mapping.stationCodes();
    this.stationColumn = stationColumn;
    for (GivenStation station : mapping.stations()) {
      given.put(key(station.layer(), station.code()), station);
      station.aliases().forEach(alias -> given.putIfAbsent(key(station.layer(), alias), station));
    }
    this.rule =
        mapping
            .newStations()
            .map(made -> new NewStationRule(made, columns, mapping.decimal(), stationColumn));
  }

  private static String key(String layer, String code) {
    return layer + '\n' + code;
  }

  /** The station of this code; {@code row} describes it where it is new. */
  Station find(String layer, String code, Row row) {
    if (code.length() > LONGEST_CODE) {
      String begin = code.substring(0, code.offsetByCodePoints(0, LONGEST_CODE / 2));
      return Station.refused(
          state(layer, begin + "…", StationState.Kind.UNKNOWN, null, "longer than any code"),
          new Station.Refusal(RejectReason.UNKNOWN_STATION, "", code));
    }
    Map<String, Station> stations = byLayer.computeIfAbsent(layer, key -> new HashMap<>());
    Station station = stations.get(code);
    if (station == null) {
      station = look(layer, meant.getOrDefault(code, code), row, meant.containsKey(code));
      if (stations.size() == REMEMBERED) {
        stations.clear();
      }
      stations.put(code, station);
    }
    return station;
  }

  /**
   * @param decided whether a person has said that this code is meant
   */
  private Station look(String layer, String code, Row row, boolean decided) {
    Optional<FeatureRef> known = record.find(layer, code);
    if (known.isPresent()) {
      return Station.known(known.get());
    }
    GivenStation described = given.get(key(layer, code));
    if (described != null) {
      return make(described);
    }
    if (rule.isEmpty() || code.isEmpty()) {
      return unknown(layer, code);
    }
    String twin = looks(layer).twin(code);
    if (twin != null && !decided) {
      String note = code + " (" + Lookalike.letters(code) + ") looks like " + twin;
      return Station.refused(
          state(layer, code, StationState.Kind.LOOKALIKE, null, note),
          new Station.Refusal(RejectReason.STATION_LOOKALIKE, stationColumn, note));
    }
    return rule.get().describe(layer, code, row, decided ? Optional.empty() : similar(layer, code));
  }

  private Station unknown(String layer, String code) {
    return Station.refused(
        state(layer, code, StationState.Kind.UNKNOWN, null, similar(layer, code).orElse(null)),
        new Station.Refusal(RejectReason.UNKNOWN_STATION, "", code));
  }

  private static StationState state(
      String layer, String code, StationState.Kind kind, Coordinate place, String note) {
    return new StationState(
        layer, code, Optional.empty(), Optional.ofNullable(place), kind, Optional.ofNullable(note));
  }

  /** A note on codes of the record that this one may be misspelt of; empty for none. */
  private Optional<String> similar(String layer, String code) {
    List<String> codes = looks(layer).similar(code);
    return codes.isEmpty()
        ? Optional.empty()
        : Optional.of("similar to " + String.join(", ", codes));
  }

  private Lookalikes looks(String layer) {
    return looks.computeIfAbsent(layer, key -> new Lookalikes(record.codes(layer)));
  }

  private Station make(GivenStation station) {
    Coordinate place =
        station.crs().equals("EPSG:4326")
            ? new Coordinate(station.x(), station.y())
            : ToWgs84.from(station.crs()).apply(station.x(), station.y());
    if (place == null || !BASIN.contains(place)) {
      String where = station.x() + ", " + station.y() + " in " + station.crs();
      return Station.refused(
          state(station.layer(), station.code(), StationState.Kind.MISPLACED, place, where),
          new Station.Refusal(
              RejectReason.LOCATION_OUTSIDE_BASIN, "", station.code() + ": " + where));
    }
    return Station.toBeCreated(
        new NewFeature(
            station.layer(),
            station.code(),
            station.name(),
            station.aliases(),
            new GeometryFactory().createPoint(place),
            station.attributes()),
        Optional.empty());
  }

  /** Makes a station from a row. */
  private static final class NewStationRule {
    private final NewStations stations;
    private final Columns columns;
    private final NumberParser numbers;
    private final String stationColumn;
    private final GeometryFactory geometry = new GeometryFactory();
    private final Map<Cell, Integer> places = new HashMap<>();
    private ToWgs84 transform;

    NewStationRule(NewStations stations, Columns columns, char decimal, String stationColumn) {
      this.stations = stations;
      this.columns = columns;
      this.numbers = new NumberParser(decimal);
      this.stationColumn = stationColumn;
      stations.name().values().forEach(this::place);
      stations.attributes().values().forEach(this::place);
      place(stations.x());
      place(stations.y());
    }

    private void place(Cell cell) {
      if (cell instanceof Cell.Column column) {
        places.put(cell, columns.index(column.name()));
      }
    }

    private String text(Cell cell, Row row) {
      if (cell instanceof Cell.Constant constant) {
        return constant.text();
      }
      return row.text(places.get(cell));
    }

    private String header(Cell cell) {
      return cell instanceof Cell.Column column ? column.name() : "";
    }

    Station describe(String layer, String code, Row row, Optional<String> note) {
      double[] xy = new double[2];
      Cell[] cells = {stations.x(), stations.y()};
      for (int i = 0; i < 2; i++) {
        String text = text(cells[i], row);
        if (numbers.parse(text.toCharArray(), 0, text.length()) != NumberParser.Outcome.NUMBER) {
          return Station.refused(
              state(layer, code, StationState.Kind.MISPLACED, null, "no place: '" + text + "'"),
              new Station.Refusal(RejectReason.UNUSABLE_LOCATION, header(cells[i]), text));
        }
        xy[i] = numbers.value();
      }
      Coordinate place = toWgs84(xy[0], xy[1]);
      if (place == null || !BASIN.contains(place)) {
        String where = where(xy, place);
        return Station.refused(
            state(layer, code, StationState.Kind.MISPLACED, place, where),
            new Station.Refusal(
                RejectReason.LOCATION_OUTSIDE_BASIN, stationColumn, code + ": " + where));
      }
      return Station.toBeCreated(
          new NewFeature(
              layer, code, name(code, row), List.of(), geometry.createPoint(place), facts(row)),
          note);
    }

    private Coordinate toWgs84(double x, double y) {
      if (stations.crs().equals("EPSG:4326")) {
        return new Coordinate(x, y);
      }
      if (transform == null) {
        transform = ToWgs84.from(stations.crs());
      }
      return transform.apply(x, y);
    }

    /** Says where it was found, and whether the other order of the axes would have been right. */
    private String where(double[] xy, Coordinate place) {
      String found =
          place == null
              ? xy[0] + ", " + xy[1] + " cannot be transformed from " + stations.crs()
              : String.format(Locale.ROOT, "%.4f E, %.4f N", place.getX(), place.getY());
      Coordinate swapped = toWgs84(xy[1], xy[0]);
      return swapped != null && BASIN.contains(swapped)
          ? found + "; x and y seem to be swapped"
          : found;
    }

    private Text name(String code, Row row) {
      Map<String, String> names = new TreeMap<>();
      stations
          .name()
          .forEach(
              (language, cell) -> {
                String name = text(cell, row);
                if (!name.isEmpty()) {
                  names.put(language, name);
                }
              });
      return names.isEmpty() ? Text.english(code) : new Text(names);
    }

    private ObjectNode facts(Row row) {
      ObjectNode facts = JsonNodeFactory.instance.objectNode();
      stations
          .attributes()
          .forEach(
              (name, cell) -> {
                String text = text(cell, row);
                if (text.isEmpty() || text.equals("NA")) {
                  return;
                }
                if (numbers.parse(text.toCharArray(), 0, text.length())
                    == NumberParser.Outcome.NUMBER) {
                  facts.put(name, numbers.value());
                } else {
                  facts.put(name, text);
                }
              });
      return facts;
    }
  }
}
