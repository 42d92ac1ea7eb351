package org.aralwatch.ingest.source.kn15;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.aralwatch.geodata.Json;
import org.aralwatch.geodata.reference.JsonSchemas;
import org.aralwatch.geodata.storage.TestDatabase;
import org.aralwatch.ingest.mapping.BoundMapping;
import org.aralwatch.ingest.mapping.Mapping;
import org.aralwatch.ingest.mapping.Mapping.Layout;
import org.aralwatch.ingest.mapping.Mappings;
import org.aralwatch.ingest.source.FileFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The mapping of telegrams that comes with the program. */
class Kn15MappingTest {
  private static final String RESOURCE = "/org/aralwatch/ingest/mapping/kn15.mapping.json";

  /** What the record cannot hold yet: codes, and periods that it does not know. */
  private static final Set<String> NOT_HELD =
      Set.of(
          "ice-phenomenon",
          "water-condition",
          "snow-on-ice-class",
          "precipitation-half-day",
          "stage-mean-20-days",
          "not-understood");

  /** Every group that there is, of every section. */
  private static final String EVERYTHING =
      """
      16290 21082 10417 20021 30410 46510 51605 62201 70453 83126 90021 00051
      92220 10415 93301 10416 20418 30414 43126 53130 63120 93322 10416 20418 30414 43126 53130
      63120 93330 10416 20418 30414 43126 53130 63120 93320 10416
      96604 10417 23126 32133 40120 52010 98804 122// 20451 30123 98803 130// 20990 30101=
      16290 21143 10417 2002x=
      """;

  private static String json() {
    try (InputStream in = Kn15MappingTest.class.getResourceAsStream(RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Mapping mapping() {
    return Mappings.parse("kn15", json());
  }

  @Test
  void itIsAMappingOfThisFormat() {
    assertThat(
            JsonSchemas.faults(
                "org/aralwatch/ingest/mapping/mapping.schema.json", Json.read(json())))
        .isEmpty();
    assertThat(mapping().format()).isEqualTo(FileFormat.KN15);
  }

  @Test
  void everyPropertyOfTelegramsHasASeriesAndASupport() throws IOException {
    Set<String> properties = new TreeSet<>();
    new Kn15Table(LocalDate.of(2024, 4, 21), StandardCharsets.UTF_8)
        .read(
            new ByteArrayInputStream(EVERYTHING.getBytes(StandardCharsets.UTF_8)),
            row -> {
              if (row.line() > 0) {
                properties.add(row.text(1));
              }
            });
    assertThat(properties).containsAll(NOT_HELD);
    properties.removeAll(NOT_HELD);
    Layout.Long rows = (Layout.Long) mapping().layout();
    assertThat(rows.series().values().keySet()).containsAll(properties);
    assertThat(mapping().time().support().values().keySet())
        .isEqualTo(rows.series().values().keySet());
    assertThat(properties).hasSizeGreaterThan(30);
  }

  @Test
  @Tag("database")
  void theRecordKnowsAllThatItNames() {
    try (TestDatabase database = TestDatabase.create()) {
      assertThat(BoundMapping.bind(mapping(), database.vocabulary())).isNotNull();
    }
  }
}
