package org.aralwatch.ingest.pipeline;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.aralwatch.geodata.Text;
import org.aralwatch.geodata.storage.FeatureRef;
import org.aralwatch.geodata.storage.NewFeature;
import org.aralwatch.ingest.mapping.Cell;
import org.aralwatch.ingest.mapping.NewStations;
import org.aralwatch.ingest.source.NumberParser;
import org.aralwatch.ingest.source.Row;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * The stations of one file, each looked up once. One that the record does not know is made from its
 * first row where the mapping says how; it is created with its first good value.
 */
final class StationBook {
  /** Central Asia with a margin: the basin and the places whose air and climate concern it. */
  static final Envelope BASIN = new Envelope(45, 90, 30, 57);

  /** A file of nonsense may name a new station on every row; so many are remembered. */
  private static final int REMEMBERED = 20_000;

  /** No code or name of a station is longer. */
  private static final int LONGEST_CODE = 200;

  private final BiFunction<String, String, Optional<FeatureRef>> record;
  private final Optional<NewStationRule> rule;
  private final Map<String, Map<String, Station>> byLayer = new HashMap<>();

  /**
   * @param record finds a feature by layer and by code or alias
   */
  StationBook(
      BiFunction<String, String, Optional<FeatureRef>> record,
      Optional<NewStations> newStations,
      Columns columns,
      char decimal,
      String stationColumn) {
    this.record = record;
    this.rule =
        newStations.map(stations -> new NewStationRule(stations, columns, decimal, stationColumn));
  }

  /** The station of this code; {@code row} describes it where it is new. */
  Station find(String layer, String code, Row row) {
    if (code.length() > LONGEST_CODE) {
      return Station.refused(RejectReason.UNKNOWN_STATION, "", code);
    }
    Map<String, Station> stations = byLayer.computeIfAbsent(layer, key -> new HashMap<>());
    Station station = stations.get(code);
    if (station == null) {
      station =
          record.apply(layer, code).map(Station::known).orElseGet(() -> unknown(layer, code, row));
      if (stations.size() == REMEMBERED) {
        stations.clear();
      }
      stations.put(code, station);
    }
    return station;
  }

  private Station unknown(String layer, String code, Row row) {
    if (rule.isEmpty() || code.isEmpty()) {
      return Station.refused(RejectReason.UNKNOWN_STATION, "", code);
    }
    return rule.get().describe(layer, code, row);
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

    Station describe(String layer, String code, Row row) {
      double[] xy = new double[2];
      Cell[] cells = {stations.x(), stations.y()};
      for (int i = 0; i < 2; i++) {
        String text = text(cells[i], row);
        if (numbers.parse(text.toCharArray(), 0, text.length()) != NumberParser.Outcome.NUMBER) {
          return Station.refused(RejectReason.UNUSABLE_LOCATION, header(cells[i]), text);
        }
        xy[i] = numbers.value();
      }
      Coordinate place = toWgs84(xy[0], xy[1]);
      if (place == null || !BASIN.contains(place)) {
        return Station.refused(
            RejectReason.LOCATION_OUTSIDE_BASIN, stationColumn, code + ": " + where(xy, place));
      }
      return Station.toBeCreated(
          new NewFeature(
              layer, code, name(code, row), List.of(), geometry.createPoint(place), facts(row)));
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
