package org.aralwatch.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class AreaTest {
  @Test
  void aValidPolygonIsTakenAsItIs() throws ParseException {
    Geometry square = wkt("POLYGON ((58 44, 60 44, 60 46, 58 46, 58 44))");

    assertThat(Area.of(square)).isEqualTo(new Area(square, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POLYGON ((0 0, 2 2, 2 0, 0 2, 0 0))                                           | 2
          MULTIPOLYGON (((0 0, 2 0, 2 2, 0 2, 0 0)), ((1 0, 3 0, 3 2, 1 2, 1 0)))       | 6
          POLYGON ((0 0, 2 0, 2 2, 2 0, 4 0, 4 4, 0 4, 0 0))                            | 16
          """)
  void whatAPolygonThatCrossesItselfEnclosesIsTaken(String wkt, double area) throws ParseException {
    Area repaired = Area.of(wkt(wkt));

    assertThat(repaired.repaired()).isTrue();
    assertThat(repaired.geometry().isValid()).isTrue();
    assertThat(repaired.geometry().getArea()).isEqualTo(area);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POINT (60 44)                                       | encloses nothing
          LINESTRING (60 44, 61 45)                           | encloses nothing
          POLYGON EMPTY                                       | is empty
          POLYGON ((44 160, 46 160, 46 162, 44 162, 44 160))  | longitude first
          POLYGON ((1 1, 2 2, 3 3, 1 1))                      | encloses no area
          """)
  void whatIsNoAreaIsRefused(String wkt, String reason) {
    assertThatThrownBy(() -> Area.of(wkt(wkt)))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.parameter()).contains("polygon");
              assertThat(problem.detail()).contains(reason);
            });
  }

  @Test
  void aPolygonWithTooManyVerticesIsRefused() {
    Coordinate[] circle = new Coordinate[Area.MOST_VERTICES + 2];
    for (int i = 0; i < circle.length; i++) {
      double angle = 2 * Math.PI * i / (circle.length - 1);
      circle[i] = new Coordinate(60 + Math.cos(angle), 44 + Math.sin(angle));
    }
    circle[circle.length - 1] = circle[0];

    assertThatThrownBy(() -> Area.of(new GeometryFactory().createPolygon(circle)))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.limit()).hasValue(100_000));
  }

  private static Geometry wkt(String wkt) throws ParseException {
    return new WKTReader().read(wkt);
  }
}
