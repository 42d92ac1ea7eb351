package org.aralwatch.ingest.connector;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** A box in degrees, WGS 84; does not cross the antimeridian. */
record Box(double west, double south, double east, double north) {
  Box {
    if (!(west >= -180 && west < east && east <= 180)) {
      throw new IllegalArgumentException(
          "expected west below east, both from -180 to 180, found " + west + " and " + east);
    }
    if (!(south >= -90 && south < north && north <= 90)) {
      throw new IllegalArgumentException(
          "expected south below north, both from -90 to 90, found " + south + " and " + north);
    }
  }

  static Box of(List<Double> edges) {
    if (edges.size() != 4) {
      throw new IllegalArgumentException("expected [west, south, east, north]");
    }
    return new Box(edges.get(0), edges.get(1), edges.get(2), edges.get(3));
  }

  /** West, south, east, north, without exponents. */
  String toText() {
    return DoubleStream.of(west, south, east, north)
        .mapToObj(Box::plain)
        .collect(Collectors.joining(","));
  }

  static String plain(double degrees) {
    return BigDecimal.valueOf(degrees).stripTrailingZeros().toPlainString();
  }
}
