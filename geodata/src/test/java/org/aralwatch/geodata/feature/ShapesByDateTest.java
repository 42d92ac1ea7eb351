package org.aralwatch.geodata.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class ShapesByDateTest {
  private static final long WHOLE = 1;
  private static final long NORTH = 2;
  private static final String WIDE = "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0))";
  private static final String NARROW = "POLYGON ((0 0, 5 0, 5 5, 0 5, 0 0))";
  private static final String DRAWN = "POLYGON ((0 0, 7 0, 7 7, 0 7, 0 0))";

  private final ShapesByDate sea =
      new ShapesByDate(
          7,
          List.of(dated(WHOLE, DRAWN, null, "1986-01-01"), dated(NORTH, DRAWN, "1986-01-01", null)),
          List.of(
              dated(WHOLE, WIDE, "1957-01-01", "1975-01-01"),
              dated(NORTH, WIDE, "1986-01-01", null),
              dated(NORTH, NARROW, "2005-01-01", "2010-01-01")));

  @Test
  void aFeatureHasTheShapeOfTheDay() {
    assertThat(shape(NORTH, "2004-12-31")).isEqualTo(WIDE);
    assertThat(shape(NORTH, "2005-01-01")).isEqualTo(NARROW);
    assertThat(shape(NORTH, "2010-01-01")).isEqualTo(WIDE);
  }

  @Test
  void aFeatureWithoutAShapeForTheDayIsAsItsLayerDescribesIt() {
    assertThat(shape(WHOLE, "1950-06-01")).isEqualTo(DRAWN);
    assertThat(shape(WHOLE, "1980-06-01")).isEqualTo(DRAWN);
  }

  @Test
  void aFeatureThatDoesNotExistOnTheDayIsLeftOut() {
    assertThat(sea.on(day("1985-12-31")).list())
        .extracting(FeatureGeometry::id)
        .containsOnly(WHOLE);
    assertThat(sea.on(day("1986-01-01")).list())
        .extracting(FeatureGeometry::id)
        .containsOnly(NORTH);
  }

  @Test
  void daysOfOneSpanShareTheirSnapshot() {
    assertThat(sea.on(day("1990-01-01"))).isSameAs(sea.on(day("2004-12-31")));
    assertThat(sea.spanOf(day("1990-01-01"))).isEqualTo(day("1986-01-01"));
    assertThat(sea.snapshots()).hasSize(6).allMatch(span -> span.geometryRevision() == 7);
  }

  private String shape(long id, String day) {
    return sea.on(day(day)).get(id).geometry().toText();
  }

  private static DatedShape dated(long id, String wkt, String from, String to) {
    try {
      return new DatedShape(
          new FeatureGeometry(id, new WKTReader().read(wkt)),
          Optional.ofNullable(from).map(LocalDate::parse),
          Optional.ofNullable(to).map(LocalDate::parse));
    } catch (ParseException e) {
      throw new IllegalArgumentException(wkt, e);
    }
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }
}
