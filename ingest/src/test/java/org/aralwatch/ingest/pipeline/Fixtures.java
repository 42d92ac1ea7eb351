package org.aralwatch.ingest.pipeline;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.geodata.storage.UploadStore;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.mapping.Mappings;
import org.aralwatch.ingest.source.SourceFile;

/**
 * Files and mappings for tests. The values in them are chosen for the test; only layouts are real.
 */
public final class Fixtures {
  /** A mapping of long files: code,type,date,value,quality. */
  public static final String DAILY =
      """
      {"name": "daily", "title": "Daily values", "layout": "long", "layer": "hydroposts",
       "station": {"column": "code"},
       "newStations": {"name": {"en": {"column": "code"}},
         "x": {"value": 70.5}, "y": {"value": 41.5}},
       "time": {"column": "date", "format": "yyyy-MM-dd", "zone": "Asia/Tashkent",
         "support": "day"},
       "properties": {"column": "type", "values": {
         "Q": {"property": "discharge", "unit": "m3/s", "statistic": "mean"},
         "V": {"property": "reservoir-volume", "unit": "10*6.m3", "statistic": "mean"},
         "A": {"property": "water-area", "unit": "10*3.km2", "statistic": "mean"}}},
       "value": {"column": "value", "missing": ["NA", "-999"]},
       "datastream": {"procedure": "gauge",
         "source": {"title": "Fixture", "url": "https://example.org", "read": "2026-01-01"},
         "licence": "CC0-1.0", "owner": "uzhydromet", "definition": "For a test."}}
      """;

  private Fixtures() {}

  public static Mapping daily() {
    return Mappings.parse("daily", DAILY);
  }

  /** One of the manual's examples. */
  public static Mapping example(String name) {
    return Mappings.read(Path.of("..", "docs", "examples", name + ".mapping.json"));
  }

  public static SourceFile file(String name, String text) {
    return file(name, text, StandardCharsets.UTF_8);
  }

  static SourceFile file(String name, String text, Charset encoding) {
    byte[] bytes = text.getBytes(encoding);
    return new SourceFile(name, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  /** A daily file of one station with {@code days} values from 1990-01-01. */
  public static String dailyRows(String code, int days) {
    StringBuilder text = new StringBuilder("code,type,date,value\n");
    for (int i = 0; i < days; i++) {
      text.append(code)
          .append(",Q,")
          .append(LocalDate.of(1990, 1, 1).plusDays(i))
          .append(',')
          .append(10 + i % 7)
          .append('\n');
    }
    return text.toString();
  }

  public static long count(TestDatabase database, String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }

  static String text(TestDatabase database, String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }

  /** Every kept reject of a load, as "line reason column: text". */
  static List<String> rejects(TestDatabase database, IngestReport report) {
    List<String> rejects = new ArrayList<>();
    new UploadStore(database.jdbi())
        .eachReject(
            report.upload().orElseThrow(),
            reject ->
                rejects.add(
                    reject.line()
                        + " "
                        + reject.reason()
                        + " "
                        + reject.column().orElse("")
                        + ": "
                        + reject.text()));
    return rejects;
  }
}
