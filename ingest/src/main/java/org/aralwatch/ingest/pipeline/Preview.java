package org.aralwatch.ingest.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.quality.QualityTest;
import org.aralwatch.ingest.source.Row;
import org.aralwatch.ingest.source.TableReader.RowSink;

/**
 * What a person looks at before a file is stored: its tables as they are, the first values as they
 * will be stored, those that are flagged, and every station with what is known of it. Bounded
 * whatever the file's size. Belongs to one run; not thread-safe.
 */
final class Preview {
  private static final int TABLES = 60;
  private static final int ROWS = 20;
  private static final int CELLS = 60;
  private static final int CELL_LENGTH = 80;
  private static final int OBSERVATIONS = 50;
  private static final int OF_EACH_TEST = 10;
  private static final int STATIONS = 2_000;

  /** A table as it is in the file. */
  private static final class Table {
    private final String name;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Long> lines = new ArrayList<>();
    private long count;
    private boolean leftOut;

    Table(String name) {
      this.name = name;
    }
  }

  /** A station as the file names it, and how often. */
  private static final class Sighting {
    private final StationState state;
    private long values;

    Sighting(StationState state) {
      this.state = state;
    }
  }

  private final List<Table> tables = new ArrayList<>();
  private final List<ObjectNode> observations = new ArrayList<>();
  private final List<ObjectNode> flagged = new ArrayList<>();
  private final Map<String, Integer> flaggedOfTest = new HashMap<>();
  private final Map<StationState.Key, Sighting> stations = new LinkedHashMap<>();
  private long moreTables;
  private long moreStations;
  private Table table;

  /** Looks at the rows on their way to {@code sink}. */
  RowSink watching(RowSink sink) {
    return new RowSink() {
      @Override
      public void beginTable(String name) {
        begin(name);
        sink.beginTable(name);
      }

      @Override
      public void accept(Row row) {
        if (table == null) {
          begin("");
        }
        note(row);
        sink.accept(row);
      }
    };
  }

  private void begin(String name) {
    table = new Table(name);
    if (tables.size() < TABLES) {
      tables.add(table);
    } else {
      moreTables++;
    }
  }

  private void note(Row row) {
    table.count++;
    if (table.rows.size() < ROWS) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < Math.min(row.size(), CELLS); i++) {
        cells.add(shortened(row.text(i)));
      }
      table.rows.add(cells);
      table.lines.add(row.line());
    }
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) > CELL_LENGTH
        ? text.substring(0, text.offsetByCodePoints(0, CELL_LENGTH)) + "…"
        : text;
  }

  void leftOut(String name) {
    tables.stream().filter(t -> t.name.equals(name)).forEach(t -> t.leftOut = true);
  }

  /** A value that will be stored. */
  void take(Observation observation, QualityFlag flag, int failedTests) {
    sight(observation.station().state());
    if (observations.size() < OBSERVATIONS) {
      observations.add(json(observation, flag, failedTests));
    }
    for (String test : QualityTest.codes(failedTests)) {
      if (flaggedOfTest.merge(test, 1, Integer::sum) <= OF_EACH_TEST) {
        flagged.add(json(observation, flag, failedTests));
      }
    }
  }

  /** A station whose values cannot be taken, or only when somebody has decided. */
  void sight(StationState state) {
    Sighting sighting = stations.get(state.key());
    if (sighting == null) {
      if (stations.size() == STATIONS) {
        moreStations++;
        return;
      }
      sighting = new Sighting(state);
      stations.put(state.key(), sighting);
    }
    sighting.values++;
  }

  private ObjectNode json(Observation o, QualityFlag flag, int failedTests) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (table != null && !table.name.isEmpty()) {
      json.put("table", table.name);
    }
    json.put("line", o.line());
    StationState station = o.station().state();
    json.put("layer", station.layer()).put("station", station.code());
    json.put("property", o.series().series().property());
    json.put("statistic", o.series().series().statistic().code());
    json.put("support", o.support().code());
    json.put("begin", instant(o.beginMicros())).put("end", instant(o.endMicros()));
    if (o.original() != null) {
      json.putObject("original").put("value", o.original()).put("unit", o.series().unit());
    }
    if (o.qualifier() != Qualifier.NONE) {
      json.put("qualifier", String.valueOf(o.qualifier().symbol()));
    }
    json.put("result", o.result()).put("unit", o.series().stored().ucum());
    if (!Double.isNaN(o.detectionLimit())) {
      json.put("detectionLimit", o.detectionLimit());
    }
    if (!Double.isNaN(o.quantificationLimit())) {
      json.put("quantificationLimit", o.quantificationLimit());
    }
    json.put("flag", flag.code());
    ArrayNode tests = json.putArray("tests");
    QualityTest.codes(failedTests).forEach(tests::add);
    return json;
  }

  private static String instant(long micros) {
    return Instant.ofEpochSecond(
            Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000)
        .toString();
  }

  /** As the upload keeps it and the page shows it. */
  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode tablesJson = json.putArray("tables");
    for (Table t : tables) {
      ObjectNode one = tablesJson.addObject().put("name", t.name).put("rows", t.count);
      one.put("leftOut", t.leftOut);
      ArrayNode rows = one.putArray("firstRows");
      for (int i = 0; i < t.rows.size(); i++) {
        ObjectNode row = rows.addObject().put("line", t.lines.get(i));
        ArrayNode cells = row.putArray("cells");
        t.rows.get(i).forEach(cells::add);
      }
    }
    json.put("moreTables", moreTables);
    json.putArray("observations").addAll(observations);
    json.putArray("flagged").addAll(flagged);
    ArrayNode stationsJson = json.putArray("stations");
    stations.forEach(
        (key, sighting) ->
            stationsJson.add(sighting.state.toJson().put("values", sighting.values)));
    json.put("moreStations", moreStations);
    return json;
  }
}
